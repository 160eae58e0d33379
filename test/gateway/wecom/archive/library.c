/* A library with the archive's C interface that hands out files of the folder given as the secret:
   chat-<seq>.json, media-<handle>, and ret-<function> with a return code. DecryptData hands back what it gets for the key "good". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>

typedef struct { char *buf; int len; } Slice;
typedef struct { char *outindexbuf; int out_len; char *data; int data_len; int is_finish; } Media;
typedef struct { char folder[512]; } Sdk;
static const int piece = 512 * 1024;

static char *slurp(const char *folder, const char *name, long from, long most, long *length, long *total) {
  char path[1024];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  *total = ftell(file);
  *length = *total - from < most ? *total - from : most;
  char *bytes = malloc(*length + 1);
  fseek(file, from, SEEK_SET);
  *length = fread(bytes, 1, *length, file);
  bytes[*length] = 0;
  fclose(file);
  return bytes;
}

static int ret_of(const char *folder, const char *name) {
  char file[64];
  long length, total;
  snprintf(file, sizeof file, "ret-%s", name);
  char *text = slurp(folder, file, 0, 32, &length, &total);
  if (!text) return 0;
  int ret = atoi(text);
  free(text);
  if (ret == -1) abort();
  while (ret == -2) sleep(1);
  return ret;
}

static void note(const char *folder, const char *what) {
  char path[1024];
  snprintf(path, sizeof path, "%s/calls", folder);
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) return;
  dprintf(file, "%s\n", what);
  close(file);
}

void *NewSdk(void) { return calloc(1, sizeof(Sdk)); }
int Init(void *sdk, const char *corpid, const char *secret) {
  snprintf(((Sdk *)sdk)->folder, 512, "%s", secret);
  return strcmp(corpid, "corp") ? 10000 : ret_of(secret, "Init");
}
void DestroySdk(void *sdk) { free(sdk); }

int GetChatData(void *sdk, unsigned long long seq, unsigned int limit, const char *proxy, const char *passwd, int timeout, void *out) {
  const char *folder = ((Sdk *)sdk)->folder;
  char name[64];
  long length, total;
  snprintf(name, sizeof name, "pull %llu %u", seq, limit);
  note(folder, name);
  int ret = ret_of(folder, "GetChatData");
  if (ret) return ret;
  snprintf(name, sizeof name, "chat-%llu.json", seq);
  char *text = slurp(folder, name, 0, 1L << 30, &length, &total);
  if (!text) {
    text = strdup("{\"errcode\":0,\"errmsg\":\"ok\",\"chatdata\":[]}");
    length = strlen(text);
  }
  ((Slice *)out)->buf = text;
  ((Slice *)out)->len = length;
  return 0;
}

int DecryptData(const char *key, const char *message, void *out) {
  if (strcmp(key, "good")) return 10006;
  ((Slice *)out)->buf = strdup(message);
  ((Slice *)out)->len = strlen(message);
  return 0;
}

int GetMediaData(void *sdk, const char *index, const char *handle, const char *proxy, const char *passwd, int timeout, void *out) {
  const char *folder = ((Sdk *)sdk)->folder;
  Media *media = out;
  char name[256];
  long length, total, from = *index ? atol(index) : 0;
  snprintf(name, sizeof name, "media %s %ld", handle, from);
  note(folder, name);
  int ret = ret_of(folder, "GetMediaData");
  if (ret) return ret;
  snprintf(name, sizeof name, "media-%s", handle);
  media->data = slurp(folder, name, from, piece, &length, &total);
  if (!media->data) return 10005;
  media->data_len = length;
  media->outindexbuf = malloc(32);
  media->out_len = snprintf(media->outindexbuf, 32, "%ld", from + length);
  media->is_finish = from + length >= total;
  return 0;
}

void *NewSlice(void) { return calloc(1, sizeof(Slice)); }
void FreeSlice(void *slice) { free(((Slice *)slice)->buf); free(slice); }
char *GetContentFromSlice(void *slice) { return ((Slice *)slice)->buf; }
int GetSliceLen(void *slice) { return ((Slice *)slice)->len; }
void *NewMediaData(void) { return calloc(1, sizeof(Media)); }
void FreeMediaData(void *media) { free(((Media *)media)->data); free(((Media *)media)->outindexbuf); free(media); }
char *GetOutIndexBuf(void *media) { return ((Media *)media)->outindexbuf; }
char *GetData(void *media) { return ((Media *)media)->data; }
int GetIndexLen(void *media) { return ((Media *)media)->out_len; }
int GetDataLen(void *media) { return ((Media *)media)->data_len; }
int IsMediaDataFinish(void *media) { return ((Media *)media)->is_finish; }
