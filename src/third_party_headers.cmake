# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Finds the headers of Boost and nlohmann/json: the system's, else those of the PyPI packages that carry them.

# Sets `result` to the folder below which `header` lies, or to nothing. `package` is a CMake package that may
# know it, `target` its target, `python_module` the PyPI package that carries the headers.
function(tramo_find_headers result header package version target python_module)
  find_package(${package} ${version} CONFIG QUIET)
  set(hints "")
  if(TARGET ${target})
    get_target_property(hints ${target} INTERFACE_INCLUDE_DIRECTORIES)
  endif()
  find_path(found NAMES ${header} HINTS ${hints} NO_CACHE)
  if(NOT found)
    tramo_find_in_python(hints ${python_module})
    find_path(found NAMES ${header} PATHS ${hints} NO_DEFAULT_PATH NO_CACHE)
  endif()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

function(tramo_find_in_python result module)
  set(interpreter "${Python_EXECUTABLE}")
  if(NOT interpreter)
    find_program(interpreter NAMES python3 python NO_CACHE)
  endif()
  set(folder "")
  if(interpreter)
    execute_process(
      COMMAND "${interpreter}" -c
        "import importlib.util; print(*importlib.util.find_spec('${module}').submodule_search_locations)"
      OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
  set(${result} "${folder}/include" PARENT_SCOPE)
endfunction()

tramo_find_headers(tramo_boost_folder boost/spirit/home/x3.hpp Boost 1.74 Boost::headers boost_headers)
tramo_find_headers(tramo_json_folder nlohmann/json.hpp nlohmann_json 3.10 nlohmann_json::nlohmann_json
  nlohmann_json)
if(NOT tramo_boost_folder OR NOT tramo_json_folder)
  message(FATAL_ERROR "tramo needs the headers of Boost (1.74 or later) and nlohmann/json (3.10 or later). "
    "On Debian or Ubuntu: apt-get install libboost-dev nlohmann-json3-dev. "
    "With pip alone: pip install boost-headers nlohmann-json")
endif()
message(STATUS "tramo: Boost headers in ${tramo_boost_folder}, nlohmann/json in ${tramo_json_folder}")

add_library(tramo_third_party_headers INTERFACE)
target_include_directories(tramo_third_party_headers SYSTEM INTERFACE
  "${tramo_boost_folder}" "${tramo_json_folder}")
