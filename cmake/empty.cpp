// A stage without sources yet.
