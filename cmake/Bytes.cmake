# par_embed(<target> <file> <name>): puts the bytes of a file into the target as the arrays <name> and <name>_size.
function(par_embed target file name)
  set(embed ${PROJECT_SOURCE_DIR}/cmake/embed.cmake)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.c)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${source} -DNAME=${name} -P ${embed}
    DEPENDS ${file} ${embed}
    COMMENT "Bytes of ${file}"
    VERBATIM)
  target_sources(${target} PRIVATE ${source})
endfunction()
