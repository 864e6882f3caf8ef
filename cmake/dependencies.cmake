# Everything comes from Debian 12; scripts/dependencies.txt lists the packages.
find_package(PkgConfig REQUIRED)
find_package(ZLIB REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(Boost 1.74 REQUIRED)
find_package(pugixml REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(TBB REQUIRED)
pkg_check_modules(serd REQUIRED IMPORTED_TARGET serd-0)

find_path(DAWGDIC_INCLUDE_DIR dawgdic/dictionary.h REQUIRED)
add_library(dawgdic INTERFACE IMPORTED)
target_include_directories(dawgdic SYSTEM INTERFACE ${DAWGDIC_INCLUDE_DIR})

option(CITYPACT_WARNINGS_AS_ERRORS "stop at a compiler warning" OFF)
option(CITYPACT_BENCH "build the benchmarks" OFF)
set(CITYPACT_SANITIZE "" CACHE STRING "value of -fsanitize=, such as address,undefined")

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
