# par_catalogue(<target> <language>): checks po/<language>.po, compiles it and puts it into the target as the arrays
# par_<language>_mo and par_<language>_mo_size, which src/cli/catalog.c reads. Needs msgfmt (gettext).
function(par_catalogue target language)
  find_program(MSGFMT_PROGRAM msgfmt REQUIRED)
  set(embed ${PROJECT_SOURCE_DIR}/cmake/embed.cmake)
  set(po ${PROJECT_SOURCE_DIR}/po/${language}.po)
  set(mo ${CMAKE_CURRENT_BINARY_DIR}/${language}.mo)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${language}_mo.c)
  add_custom_command(OUTPUT ${source}
    COMMAND ${MSGFMT_PROGRAM} --check --no-hash -o ${mo} ${po}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${mo} -DOUTPUT=${source} -DNAME=par_${language}_mo -P ${embed}
    DEPENDS ${po} ${embed}
    BYPRODUCTS ${mo}
    COMMENT "Catalogue ${language}"
    VERBATIM)
  target_sources(${target} PRIVATE ${source})
endfunction()
