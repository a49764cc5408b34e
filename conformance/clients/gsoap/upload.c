/* The upload how-to with gSOAP, for SOAP and form alike: upload WSDL LOGIN PASSWORD FILE [PART_SIZE] */
#include "DesktopAppJax2PortBinding.nsmap"
#include "soapH.h"
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOT (-1)
#define BOUNDARY "----PartOfAFile7d93b1c0"

static void fail(const char *reason, const char *value) {
  fprintf(stderr, "%s%s%s\n", reason, value ? ": " : "", value ? value : "");
  exit(1);
}

static void check(int holds, const char *otherwise) {
  if (!holds)
    fail(otherwise, NULL);
}

/* Ends the program with the fault or transport error that the last operation left behind. */
static void done(struct soap *soap, int error) {
  if (error) {
    soap_print_fault(soap, stderr);
    exit(1);
  }
}

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file)
    fail("cannot open", path);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  check(bytes && fread(bytes, 1, *size, file) == *size, "cannot read the file");
  fclose(file);
  return bytes;
}

static void md5_hex(const char *bytes, size_t size, char hex[33]) {
  unsigned char digest[16];
  check(EVP_Digest(bytes, size, digest, NULL, EVP_md5(), NULL), "no MD5 in this OpenSSL");
  for (int i = 0; i < 16; i++)
    sprintf(hex + 2 * i, "%02x", digest[i]);
}

/* Posts one part as multipart/form-data. */
static void post_part(struct soap *soap, const char *url, LONG64 file_id, size_t first, const char *part, size_t size) {
  char head[600];
  const char *tail = "\r\n--" BOUNDARY "--\r\n";
  sprintf(head,
          "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"resumableFileId\"\r\n\r\n" SOAP_LONG_FORMAT "\r\n"
          "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"resumableFirstByte\"\r\n\r\n%zu\r\n"
          "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"FilePart\"; filename=\"FilePart\"\r\n"
          "Content-Type: application/octet-stream\r\n\r\n",
          file_id, first);
  soap->http_content = "multipart/form-data; boundary=" BOUNDARY;
  done(soap, soap_connect_command(soap, SOAP_POST_FILE, url, NULL));
  done(soap, soap_send_raw(soap, head, strlen(head)));
  done(soap, soap_send_raw(soap, part, size));
  done(soap, soap_send_raw(soap, tail, strlen(tail)));
  done(soap, soap_end_send(soap));
  done(soap, soap_begin_recv(soap));
  soap_http_get_body(soap, NULL);
  done(soap, soap_end_recv(soap));
  check(soap->status == 200, "a part was not taken");
}

static int serves(struct soap *soap, const char *url, const char *bytes, size_t size) {
  size_t length = 0;
  done(soap, soap_GET(soap, url, NULL));
  done(soap, soap_begin_recv(soap));
  const char *body = soap_http_get_body(soap, &length);
  done(soap, soap_end_recv(soap));
  return body && length == size && memcmp(body, bytes, size) == 0;
}

static int lists(const struct ns1__accountItemArray *items, LONG64 id, const char *name) {
  for (int i = 0; i < items->__sizeitem; i++)
    if (items->item[i].id == id)
      return strcmp(items->item[i].name, name) == 0;
  return 0;
}

static void print_text(const char *key, const char *text) {
  printf("\"%s\":\"", key);
  for (; *text; text++)
    printf(*text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
  printf("\"");
}

/* What a call with a wrong password ends in; jax2 declares no ApiException. */
static void print_wrong_password(struct soap *soap, const char *endpoint, char *login) {
  struct ns1__getFreeSpaceResponse space;
  check(soap_call_ns1__getFreeSpace(soap, endpoint, NULL, login, "not the password", &space) != SOAP_OK,
        "a wrong password was accepted");
  printf("\"wrongPassword\":{");
  print_text("faultcode", *soap_faultcode(soap));
  printf(",");
  print_text("faultstring", *soap_faultstring(soap));
#ifdef SOAP_TYPE_ns1__faultBean
  struct SOAP_ENV__Detail *detail = soap->fault->detail;
  if (detail && detail->ns1__ApiException) {
    printf(",");
    print_text("details", detail->ns1__ApiException->details);
    printf(",");
    print_text("exceptionClass", detail->ns1__ApiException->exceptionClass);
  }
#endif
  printf("}");
}

int main(int argc, char **argv) {
  if (argc < 5)
    fail("usage: upload WSDL LOGIN PASSWORD FILE [PART_SIZE]", NULL);
  char *endpoint = strtok(argv[1], "?"), *login = argv[2], *password = argv[3], *path = argv[4];
  char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  size_t size;
  char *bytes = read_file(path, &size);
  size_t part_size = argc > 5 ? strtoul(argv[5], NULL, 10) : size;
  char md5[33];
  md5_hex(bytes, size, md5);
  struct soap *soap = soap_new1(SOAP_IO_CHUNK | SOAP_IO_KEEPALIVE | SOAP_C_UTFSTRING);
#ifdef WITH_OPENSSL
  done(soap, soap_ssl_client_context(soap, SOAP_SSL_DEFAULT, NULL, NULL, getenv("SSL_CERT_FILE"), NULL, NULL));
#endif

  struct ns1__getFreeSpaceResponse space;
  done(soap, soap_call_ns1__getFreeSpace(soap, endpoint, NULL, login, password, &space));
  check((LONG64)size <= space._return_, "not enough free space");
  struct ns1__getMaxFileSizeResponse largest;
  done(soap, soap_call_ns1__getMaxFileSize(soap, endpoint, NULL, login, password, &largest));
  check((LONG64)size <= largest._return_, "the file is larger than the account allows");

  struct ns1__createUploadSessionKeyResponse session;
  done(soap, soap_call_ns1__createUploadSessionKey(soap, endpoint, NULL, login, password, ROOT, &session));
  check(session._return_ && *session._return_, "no upload session for the root folder");
  struct ns1__getNewFileDataCenterResponse center;
  done(soap, soap_call_ns1__getNewFileDataCenter(soap, endpoint, NULL, login, password, &center));
  check(center._return_ > 0, "no data center");
  struct ns1__getUploadFormUrlResponse form;
  done(soap, soap_call_ns1__getUploadFormUrl(soap, endpoint, NULL, (int)center._return_, session._return_, &form));
  check(form._return_ && strncmp(form._return_, "http", 4) == 0, "no upload address");
  struct ns1__uploadStartFileResponse start;
  done(soap, soap_call_ns1__uploadStartFile(soap, endpoint, NULL, login, password, ROOT, name, (LONG64)size, &start));
  LONG64 file_id = start._return_;
  check(file_id > 0, "no file id");

  for (size_t first = 0; first < size; first += part_size)
    post_part(soap, form._return_, file_id, first, bytes + first, size - first < part_size ? size - first : part_size);
  struct ns1__uploadFinishFileResponse finish;
  done(soap, soap_call_ns1__uploadFinishFile(soap, endpoint, NULL, login, password, file_id, md5, &finish));
  if (finish._return_ && *finish._return_)
    fail("the upload did not finish", finish._return_);

  struct ns1__getFileInfoResponse info;
  done(soap, soap_call_ns1__getFileInfo(soap, endpoint, NULL, login, password, file_id, &info));
  struct ns1__accountItem *file = info._return_;
  struct ns1__getDirectLinkResponse link;
  done(soap, soap_call_ns1__getDirectLink(soap, endpoint, NULL, login, password, file->downloadLink, &link));
  check(serves(soap, link._return_, bytes, size), "the direct link does not serve the bytes that were sent");
  struct ns1__getItemsResponse items;
  done(soap, soap_call_ns1__getItems(soap, endpoint, NULL, login, password, ROOT, &items));
  check(lists(items._return_, file_id, name), "the root folder does not list the file");

  printf("{\"ok\":true,\"fileId\":\"" SOAP_LONG_FORMAT "\",\"size\":\"" SOAP_LONG_FORMAT "\",", file_id, file->size);
  print_text("name", file->name);
  printf(",");
  print_text("md5", file->md5);
  printf(",");
  print_text("downloadLink", file->downloadLink);
  printf(",");
  print_text("directLink", link._return_);
  printf(",");
  print_wrong_password(soap, endpoint, login);
  printf("}\n");

  soap_destroy(soap);
  soap_end(soap);
  soap_free(soap);
  free(bytes);
  return 0;
}
