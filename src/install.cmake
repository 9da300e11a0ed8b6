# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Installs the library so that find_package(tramo) finds it; only the component header_only asks for Boost.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(tramo_package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/tramo)

install(DIRECTORY include/tramo DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
# Limits of contact as data, for hosts that bring none of their own.
install(DIRECTORY python/tramo/packs DESTINATION ${CMAKE_INSTALL_DATADIR}/tramo COMPONENT development
  FILES_MATCHING PATTERN "*.json")
install(TARGETS tramo EXPORT tramo-targets COMPONENT development)
install(TARGETS tramo_header_only EXPORT tramo-header-only-targets COMPONENT development)
install(EXPORT tramo-targets NAMESPACE tramo:: DESTINATION ${tramo_package_folder} COMPONENT development)
install(EXPORT tramo-header-only-targets NAMESPACE tramo:: DESTINATION ${tramo_package_folder}
  COMPONENT development)

configure_package_config_file(src/tramo-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/tramo-config.cmake
  INSTALL_DESTINATION ${tramo_package_folder})
# While the version is 0.x, a new minor version may break its callers.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/tramo-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/tramo-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/tramo-config-version.cmake
  DESTINATION ${tramo_package_folder} COMPONENT development)
