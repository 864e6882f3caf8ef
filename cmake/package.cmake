# citypact_package(): what find_package(citypact) finds: the libraries, citypact::citypact for all of them, the public headers,
# and citypact_SHARE, the folder of data and models. tests/package builds a program on it.
include(CMakePackageConfigHelpers)

function(citypact_package)
  set(folder ${CMAKE_INSTALL_LIBDIR}/cmake/citypact)
  add_library(citypact_facade INTERFACE)
  get_property(libraries GLOBAL PROPERTY CITYPACT_LIBRARIES)
  target_link_libraries(citypact_facade INTERFACE ${libraries})
  set_target_properties(citypact_facade PROPERTIES EXPORT_NAME citypact)
  install(TARGETS citypact_options citypact_facade ${libraries} EXPORT citypact ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT citypact NAMESPACE citypact:: DESTINATION ${folder} FILE citypact-targets.cmake)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/citypact DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  set(share ${CMAKE_INSTALL_DATADIR}/citypact)
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/citypact-config.cmake.in ${PROJECT_BINARY_DIR}/citypact-config.cmake
    INSTALL_DESTINATION ${folder} PATH_VARS share)
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/citypact-config-version.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/citypact-config.cmake ${PROJECT_BINARY_DIR}/citypact-config-version.cmake
    ${PROJECT_SOURCE_DIR}/cmake/packages.cmake DESTINATION ${folder})
endfunction()
