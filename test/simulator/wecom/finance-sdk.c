/*
 * A stand-in with the C ABI of the Finance SDK (WeWorkFinanceSdk_C.h): it serves the files that lie beside it.
 *   account           corpid, a line break, secret
 *   records.jsonl     one element of chatdata a line, {"seq":N,… first, in order of seq
 *   media/ID          the bytes of a file; media/ID.expired where it is gone
 *   untrusted         present: the address of the caller is not trusted
 *   outage            present: the line is cut
 *   delay             milliseconds each pull takes
 *   answer            the JSON of the next GetChatData instead of records (taken once)
 *   faults.FUNCTION   return codes of the next calls, one a line, 0 for a call that goes well
 *   calls.log         what was called, by whom
 * The real DecryptData is undocumented: here it is the envelope of the callbacks (AES-256-CBC, padded to 32).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "finance-aes.h"

typedef struct WeWorkFinanceSdk_t { char *corpid; char *secret; } WeWorkFinanceSdk_t;
typedef struct Slice_t { char *buf; int len; } Slice_t;
typedef struct MediaData { char *outindexbuf; int out_len; char *data; int data_len; int is_finish; } MediaData_t;

enum { OK = 0, BAD_PARAMS = 10000, NO_NETWORK = 10001, BAD_FILEID = 10005, BAD_DECRYPT = 10006, BAD_MESSAGE = 10008, NOT_TRUSTED = 10009, EXPIRED = 10010 };
enum { CHUNK = 512 * 1024, MOST = 1000, PER_MINUTE = 600 };

static const char *beside(char *out, size_t size, const char *name) {
  Dl_info info;
  dladdr((void *)beside, &info);
  const char *slash = strrchr(info.dli_fname, '/');
  snprintf(out, size, "%.*s/%s", (int)(slash - info.dli_fname), info.dli_fname, name);
  return out;
}

/* The whole file with a zero behind it, or NULL. */
static char *read_file(const char *name, long *length) {
  char path[4096];
  FILE *file = fopen(beside(path, sizeof path, name), "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = malloc(size + 1);
  long got = (long)fread(bytes, 1, size, file);
  fclose(file);
  bytes[got] = 0;
  if (length) *length = got;
  return bytes;
}

static int is_there(const char *name) {
  char path[4096];
  return access(beside(path, sizeof path, name), F_OK) == 0;
}

static void note(const char *format, ...) {
  char path[4096], line[1024];
  va_list args;
  va_start(args, format);
  int length = vsnprintf(line, sizeof line - 1, format, args);
  va_end(args);
  if (length > (int)sizeof line - 2) length = sizeof line - 2;
  line[length++] = '\n';
  int fd = open(beside(path, sizeof path, "calls.log"), O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (fd < 0) return;
  ssize_t ignored = write(fd, line, length);
  (void)ignored;
  close(fd);
}

/* Takes the first line of the faults of a function; 0 where none is left. */
static int fault_of(const char *function) {
  char name[64], path[4096];
  snprintf(name, sizeof name, "faults.%s", function);
  int fd = open(beside(path, sizeof path, name), O_RDWR);
  if (fd < 0) return OK;
  flock(fd, LOCK_EX);
  char text[65536];
  ssize_t size = read(fd, text, sizeof text - 1);
  text[size < 0 ? 0 : size] = 0;
  int code = atoi(text);
  char *rest = strchr(text, '\n');
  rest = rest ? rest + 1 : text + (size < 0 ? 0 : size);
  lseek(fd, 0, SEEK_SET);
  ssize_t written = write(fd, rest, strlen(rest));
  if (written >= 0 && ftruncate(fd, written) < 0) code = OK;
  close(fd);
  return code;
}

static void take_time(void) {
  char *text = read_file("delay", NULL);
  if (!text) return;
  usleep((useconds_t)atoi(text) * 1000);
  free(text);
}

static void fill(Slice_t *slice, const char *bytes, int length) {
  free(slice->buf);
  slice->buf = malloc(length + 1);
  memcpy(slice->buf, bytes, length);
  slice->buf[length] = 0;
  slice->len = length;
}

WeWorkFinanceSdk_t *NewSdk(void) { return calloc(1, sizeof(WeWorkFinanceSdk_t)); }

int Init(WeWorkFinanceSdk_t *sdk, const char *corpid, const char *secret) {
  int fault = fault_of("Init");
  note("%d Init %s", (int)getpid(), corpid ? corpid : "");
  if (fault) return fault;
  if (!sdk || !corpid || !secret || !*corpid || !*secret) return BAD_PARAMS;
  sdk->corpid = strdup(corpid);
  sdk->secret = strdup(secret);
  return OK;
}

void DestroySdk(WeWorkFinanceSdk_t *sdk) {
  if (!sdk) return;
  free(sdk->corpid);
  free(sdk->secret);
  free(sdk);
}

static int is_account(const WeWorkFinanceSdk_t *sdk) {
  char *account = read_file("account", NULL), wanted[1024];
  snprintf(wanted, sizeof wanted, "%s\n%s", sdk->corpid, sdk->secret);
  int same = account && strcmp(account, wanted) == 0;
  free(account);
  return same;
}

/* 600 calls a minute; the answer beyond is JSON, not a return code. */
static int is_too_often(void) {
  static time_t began;
  static int count;
  time_t now = time(NULL);
  if (now - began >= 60) began = now, count = 0;
  return ++count > PER_MINUTE;
}

/* Goes on where the last call of this process ended, so that a long archive is not read from its start each time. */
static void serve(Slice_t *out, unsigned long long seq, unsigned int limit) {
  static long last_offset;
  static unsigned long long last_seq, last_inode;
  char path[4096];
  const char *head = "{\"errcode\":0,\"errmsg\":\"ok\",\"chatdata\":[";
  size_t size = strlen(head), room = 1 << 20;
  char *text = malloc(room);
  memcpy(text, head, size);
  FILE *file = fopen(beside(path, sizeof path, "records.jsonl"), "rb");
  struct stat state;
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  unsigned int taken = 0;
  if (file && fstat(fileno(file), &state) == 0) {
    if (seq != last_seq || state.st_ino != last_inode) last_offset = 0;
    fseek(file, last_offset, SEEK_SET);
    last_inode = state.st_ino;
    while (taken < limit && (length = getline(&line, &capacity, file)) > 0) {
      if (line[length - 1] != '\n') break;
      last_offset += length;
      unsigned long long this_seq = strtoull(line + strlen("{\"seq\":"), NULL, 10);
      if (this_seq <= seq) continue;
      if (size + length + 8 > room) text = realloc(text, room = (room + length) * 2);
      if (taken++) text[size++] = ',';
      memcpy(text + size, line, length - 1);
      size += length - 1;
      last_seq = this_seq;
    }
    if (taken == 0) last_seq = seq;
  }
  free(line);
  if (file) fclose(file);
  text[size++] = ']';
  text[size++] = '}';
  fill(out, text, (int)size);
  free(text);
}

int GetChatData(WeWorkFinanceSdk_t *sdk, unsigned long long seq, unsigned int limit, const char *proxy, const char *passwd, int timeout, Slice_t *out) {
  note("%d GetChatData %llu %u %s", (int)getpid(), seq, limit, proxy ? proxy : "");
  (void)passwd;
  take_time();
  int fault = fault_of("GetChatData");
  if (fault) return fault;
  if (!sdk || !sdk->corpid || !out || limit == 0 || limit > MOST || timeout <= 0) return BAD_PARAMS;
  if (is_there("outage")) return NO_NETWORK;
  if (is_there("untrusted")) return NOT_TRUSTED;
  char path[4096], *answer = read_file("answer", NULL);
  if (answer) {
    unlink(beside(path, sizeof path, "answer"));
    fill(out, answer, (int)strlen(answer));
    free(answer);
    return OK;
  }
  const char *refused = NULL;
  if (!is_account(sdk)) refused = "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}";
  else if (is_too_often()) refused = "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}";
  if (refused) fill(out, refused, (int)strlen(refused));
  else serve(out, seq, limit);
  return OK;
}

int DecryptData(const char *encrypt_key, const char *encrypt_msg, Slice_t *out) {
  int fault = fault_of("DecryptData");
  if (fault) return fault;
  if (!encrypt_key || !encrypt_msg || !out) return BAD_PARAMS;
  int key_length, length;
  uint8_t *key = from_base64(encrypt_key, &key_length);
  uint8_t *bytes = from_base64(encrypt_msg, &length);
  int code = BAD_MESSAGE;
  if (bytes && length > 0 && length % 16 == 0) {
    code = BAD_DECRYPT;
    if (key && key_length == 32) {
      aes256_cbc_decrypt(key, key, bytes, length);
      int padding = bytes[length - 1];
      int is_padded = padding >= 1 && padding <= 32 && padding <= length;
      for (int i = 1; is_padded && i <= padding; i++) is_padded = bytes[length - i] == padding;
      int whole = length - padding;
      uint32_t said = whole < 20 ? 0 : ((uint32_t)bytes[16] << 24) | (bytes[17] << 16) | (bytes[18] << 8) | bytes[19];
      if (is_padded && whole >= 20 && said == (uint32_t)whole - 20) {
        fill(out, (char *)bytes + 20, (int)said);
        code = OK;
      }
    }
  }
  free(key);
  free(bytes);
  return code;
}

static int is_name(const char *id) {
  if (!*id || strlen(id) > 200) return 0;
  return strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(id);
}

int GetMediaData(WeWorkFinanceSdk_t *sdk, const char *indexbuf, const char *fileid, const char *proxy, const char *passwd, int timeout, MediaData_t *out) {
  note("%d GetMediaData %s %s", (int)getpid(), fileid ? fileid : "", indexbuf ? indexbuf : "");
  (void)proxy;
  (void)passwd;
  take_time();
  int fault = fault_of("GetMediaData");
  if (fault) return fault;
  if (!sdk || !sdk->corpid || !indexbuf || !fileid || !out || timeout <= 0) return BAD_PARAMS;
  if (is_there("outage")) return NO_NETWORK;
  if (is_there("untrusted")) return NOT_TRUSTED;
  char name[300];
  if (!is_name(fileid)) return BAD_FILEID;
  snprintf(name, sizeof name, "media/%s.expired", fileid);
  if (is_there(name)) return EXPIRED;
  snprintf(name, sizeof name, "media/%s", fileid);
  long size = 0, start = 0, last = 0;
  if (*indexbuf && sscanf(indexbuf, "Range:bytes=%ld-%ld", &start, &last) != 2) return BAD_PARAMS;
  char *bytes = read_file(name, &size);
  if (!bytes) return BAD_FILEID;
  if (start < 0 || start > size) {
    free(bytes);
    return BAD_PARAMS;
  }
  long length = size - start < CHUNK ? size - start : CHUNK;
  free(out->data);
  free(out->outindexbuf);
  out->data = malloc(length + 1);
  memcpy(out->data, bytes + start, length);
  out->data_len = (int)length;
  out->is_finish = start + length >= size;
  char index[64] = "";
  if (!out->is_finish) snprintf(index, sizeof index, "Range:bytes=%ld-%ld", start + length, start + length + CHUNK - 1);
  out->outindexbuf = strdup(index);
  out->out_len = (int)strlen(index);
  free(bytes);
  return OK;
}

Slice_t *NewSlice(void) { return calloc(1, sizeof(Slice_t)); }

void FreeSlice(Slice_t *slice) {
  if (!slice) return;
  free(slice->buf);
  free(slice);
}

char *GetContentFromSlice(Slice_t *slice) { return slice->buf; }
int GetSliceLen(Slice_t *slice) { return slice->len; }

MediaData_t *NewMediaData(void) { return calloc(1, sizeof(MediaData_t)); }

void FreeMediaData(MediaData_t *media) {
  if (!media) return;
  free(media->outindexbuf);
  free(media->data);
  free(media);
}

char *GetOutIndexBuf(MediaData_t *media) { return media->outindexbuf; }
char *GetData(MediaData_t *media) { return media->data; }
int GetIndexLen(MediaData_t *media) { return media->out_len; }
int GetDataLen(MediaData_t *media) { return media->data_len; }
int IsMediaDataFinish(MediaData_t *media) { return media->is_finish; }
