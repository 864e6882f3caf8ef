# Everything comes from Debian 12; scripts/dependencies.txt lists the packages.
include(${CMAKE_CURRENT_LIST_DIR}/packages.cmake)
find_package(CLI11 REQUIRED)

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
