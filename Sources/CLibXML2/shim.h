// What Swift needs of libxml2's parsers, and of iconv, which comes with it. The SAX handler holds variadic functions and the library has mutable
// globals, neither of which Swift 6 can use; they stay on this side.
#ifndef ERRATA_LIBXML2_SHIM_H
#define ERRATA_LIBXML2_SHIM_H

// A libxml2 that is built with ICU shows the system's ICU types, which clash with those of Foundation's own copy in
// every module that sees both. They only stand at the end of a struct that nothing here touches.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <errno.h>
#include <iconv.h>
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

// A push parser of XML that calls back for elements with their attributes, text, and for what is refused: a document
// type that declares anything. No tree, no entities but the built-in ones, no external subset, no XInclude, no network.
static inline xmlParserCtxtPtr errata_xml_open(
    void *user, startElementNsSAX2Func start, endElementNsSAX2Func end, charactersSAXFunc text,
    entityDeclSAXFunc entity) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = text;
  handler.ignorableWhitespace = text;
  handler.cdataBlock = text;
  handler.entityDecl = entity;
  xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&handler, user, NULL, 0, NULL);
  if (context == NULL) return NULL;
  // Without XML_PARSE_NOENT, XML_PARSE_DTDLOAD, XML_PARSE_XINCLUDE and XML_PARSE_HUGE on purpose.
  xmlCtxtUseOptions(context, XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                                 XML_PARSE_IGNORE_ENC);
  return context;
}

// Reads the next bytes. False when memory ran out; faults are no failure.
static inline int errata_xml_read(xmlParserCtxtPtr context, const unsigned char *bytes, int count, int isLast) {
  return xmlParseChunk(context, (const char *)bytes, count, isLast) != XML_ERR_NO_MEMORY;
}

// The first fault's line; 0 when there was none.
static inline int errata_xml_fault_line(xmlParserCtxtPtr context) {
  return context->wellFormed ? 0 : context->lastError.line > 0 ? context->lastError.line : 1;
}

// The last fault in libxml2's words, with a line end; NULL when there was none.
static inline const char *errata_xml_fault(xmlParserCtxtPtr context) { return context->lastError.message; }

static inline int errata_xml_line(xmlParserCtxtPtr context) {
  return context->input == NULL ? 0 : context->input->line;
}

// Reading goes on after a fault, but not after this.
static inline void errata_xml_stop(xmlParserCtxtPtr context) { xmlStopParser(context); }

static inline int errata_xml_is_stopped(xmlParserCtxtPtr context) { return context->disableSAX == 1; }

static inline void errata_xml_close(xmlParserCtxtPtr context) { xmlFreeParserCtxt(context); }

// A converter of a charset to UTF-8, which libxml2 links anyway; NULL when the charset isn't known.
static inline void *errata_iconv_open(const char *charset) {
  iconv_t converter = iconv_open("UTF-8", charset);
  return converter == (iconv_t)-1 ? NULL : (void *)converter;
}

// Converts as much as it can and moves both places on. 0: all; 1: the output is full; 2: a broken sequence stands at the
// input's place; 3: a sequence isn't whole yet.
static inline int errata_iconv_run(
    void *converter, const unsigned char *input, size_t *inputPlace, size_t inputCount, unsigned char *output,
    size_t *outputPlace, size_t outputCount) {
  char *from = (char *)input + *inputPlace, *to = (char *)output + *outputPlace;
  size_t left = inputCount - *inputPlace, room = outputCount - *outputPlace;
  size_t result = iconv((iconv_t)converter, &from, &left, &to, &room);
  int code = errno;
  *inputPlace = inputCount - left;
  *outputPlace = outputCount - room;
  if (result != (size_t)-1) return 0;
  return code == E2BIG ? 1 : code == EINVAL ? 3 : 2;
}

static inline void errata_iconv_close(void *converter) { iconv_close((iconv_t)converter); }

#endif
