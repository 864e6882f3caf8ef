// citypact-compile-gazetteer OUTPUT TABLE...: used by the build.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <vector>

#include "citypact/knowledge/gazetteer_compiler.hpp"

int main(int count, char** arguments) {
  if (count < 3) {
    std::fputs("usage: citypact-compile-gazetteer OUTPUT TABLE...\n", stderr);
    return 2;
  }
  try {
    const std::vector<std::filesystem::path> tables(arguments + 2, arguments + count);
    citypact::compile_gazetteer(tables, arguments[1], "CC BY 4.0 (GeoNames), CC0 (ROR), Unicode-3.0, BSD-3, MIT");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "citypact-compile-gazetteer: %s\n", error.what());
    return 1;
  }
}
