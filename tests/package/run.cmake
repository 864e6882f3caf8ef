# cmake -DBUILD=... -DSOURCE=... -DCOMPILER=... -DFLAGS=... -P run.cmake: installs the build tree into a folder of its own, moves it,
# builds the stranger on it, and asks it and the installed program about the same sentence.
set(work ${BUILD}/package-test)
file(REMOVE_RECURSE ${work})
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${code}\n${output}${error}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${work}/made)
file(RENAME ${work}/made ${work}/prefix)  # the package must not know where it was made
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${work}/stranger -DCMAKE_PREFIX_PATH=${work}/prefix -DCMAKE_CXX_COMPILER=${COMPILER}
  -DCMAKE_CXX_FLAGS=${FLAGS} -DCMAKE_BUILD_TYPE=Debug)
run(${CMAKE_COMMAND} --build ${work}/stranger)
run(${work}/stranger/stranger)
foreach(line "City\tТулы" "Person\tАнна Петрова" "City\tОмском")
  if(NOT output MATCHES "${line}")
    message(FATAL_ERROR "the stranger did not find '${line}' in:\n${output}")
  endif()
endforeach()
if(NOT output MATCHES "relations\t[1-9]" OR NOT output MATCHES "edges\t[1-9]")
  message(FATAL_ERROR "the stranger found no relation:\n${output}")
endif()

file(WRITE ${work}/note.txt "Мэр Тулы Анна Петрова подписала соглашение с Омском.\n")
run(${work}/prefix/bin/citypact analyze --names-only ${work}/note.txt)
if(NOT output MATCHES "Person\tАнна Петрова")
  message(FATAL_ERROR "the installed program said:\n${output}")
endif()
file(REMOVE_RECURSE ${work})
