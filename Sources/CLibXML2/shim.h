// What Swift needs of libxml2's HTML parser. The SAX handler holds variadic functions and the library has mutable
// globals, neither of which Swift 6 can use; they stay on this side.
#ifndef ERRATA_LIBXML2_SHIM_H
#define ERRATA_LIBXML2_SHIM_H

// A libxml2 that is built with ICU shows the system's ICU types, which clash with those of Foundation's own copy in
// every module that sees both. They only stand at the end of a struct that nothing here touches.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

static const xmlChar errata_html_root[] = "#root";

// Opens a parser of UTF-8 that calls back for elements, text and comments, and for nothing else: no
// tree, no entities but the built-in ones, no DTD, no network, no messages. NULL when memory runs out.
static inline htmlParserCtxtPtr errata_html_open(
    void *user, startElementSAXFunc start, endElementSAXFunc end, charactersSAXFunc text, commentSAXFunc comment) {
  htmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElement = start;
  handler.endElement = end;
  handler.characters = text;
  handler.ignorableWhitespace = text;
  handler.comment = comment;
  htmlParserCtxtPtr context = htmlCreatePushParserCtxt(&handler, user, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (context == NULL) return NULL;
  htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                  HTML_PARSE_NOIMPLIED | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
  // The parser stops at the end of the outermost element and drops what follows. So it gets an outermost element that
  // no end tag can name.
  if (context->nameNr == 0 && context->nameMax > 0) {
    context->nameTab[context->nameNr++] = errata_html_root;
    context->name = errata_html_root;
  }
  return context;
}

// Reads a whole document. True unless memory ran out; broken markup is no failure.
//
// In one piece, because 2.9's incremental reading forgets which quote it is in when a tag is cut.
static inline int errata_html_read(htmlParserCtxtPtr context, const unsigned char *bytes, int count) {
  return htmlParseChunk(context, (const char *)bytes, count, 1) != XML_ERR_NO_MEMORY;
}

// Ends the reading from within a callback.
static inline void errata_html_stop(htmlParserCtxtPtr context) { xmlStopParser(context); }

// Bytes that the parser has passed, from the start of the document; -1 when it can't tell.
static inline long errata_html_position(htmlParserCtxtPtr context) {
  if (context == NULL || context->input == NULL) return -1;
  return (long)context->input->consumed + (long)(context->input->cur - context->input->base);
}

// Elements that the parser holds open.
static inline int errata_html_depth(htmlParserCtxtPtr context) { return context->nameNr; }

static inline void errata_html_close(htmlParserCtxtPtr context) { htmlFreeParserCtxt(context); }

#endif
