# zhibiao_embed(target function file...): puts text files into `target` as string constants and
# defines `std::span<const zhibiao::EmbeddedFile> zhibiao::FUNCTION()`, declared by whoever calls it.
# Raw string literals are cut into pieces, since compilers limit their length.
function(zhibiao_embed target function)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${function}.cc)
  set(script ${PROJECT_SOURCE_DIR}/tools/embed_files.cmake)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} "-DOUT=${out}" "-DFUNCTION=${function}" "-DROOT=${PROJECT_SOURCE_DIR}"
            "-DFILES=${ARGN}" -P ${script}
    DEPENDS ${ARGN} ${script}
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
