# Run at installation (cmake/stage.cmake): man pages and completions, which the program itself prints. Set before: program, mandir,
# datadir (absolute, with DESTDIR).
function(write_from path)
  execute_process(COMMAND ${program} ${ARGN} OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  file(WRITE ${path} "${text}")
  message(STATUS "Installing: ${path}")
endfunction()

execute_process(COMMAND ${program} help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\n  [a-z]+  " lines "${help}")
write_from(${mandir}/man1/citypact.1 help --man)
foreach(line ${lines})
  string(STRIP "${line}" command)
  write_from(${mandir}/man1/citypact-${command}.1 help ${command} --man)
endforeach()
write_from(${datadir}/bash-completion/completions/citypact completion bash)
write_from(${datadir}/zsh/site-functions/_citypact completion zsh)
write_from(${datadir}/fish/vendor_completions.d/citypact.fish completion fish)
