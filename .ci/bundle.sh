#!/usr/bin/env bash
# npm run bundle [-- arm64 [FOLDER]]: one archive for a network that reaches nothing, in FOLDER or dist.
# Inside: Node, production modules, sources, rules, data, built pages, licences, checksums, install.sh and the command zhouzhi.
set -euo pipefail
cd "$(dirname "$0")/.."

arch=${1:-$(node -p process.arch)}
case $arch in
  x64 | arm64) ;;
  *) echo "expected x64 or arm64, got $arch" >&2 && exit 2 ;;
esac
name=zhouzhi-$(node -p 'require("./package.json").version')-linux-$arch
dist=${2:-dist}
stage=$dist/bundle/$name

echo "== pages"
npm run --silent build -- --logLevel warn

echo "== modules for linux-$arch"
rm -rf "$dist/bundle"
mkdir -p "$stage"
cp package.json package-lock.json .npmrc LICENSE "$stage"
(cd "$stage" && npm ci --omit=dev --os=linux --cpu="$arch" --libc=glibc)
rm -rf "$stage"/.npmrc "$stage"/node_modules/node-linux-*/{include,share}
# The kit is built into the pages: of its modules only the licences are needed.
find "$stage"/node_modules/tdesign-* -type f ! -iname 'licen[cs]e*' ! -name package.json -delete
find "$stage"/node_modules/tdesign-* -type d -empty -delete
# Reading pictures: of its runtime only what this machine loads.
onnx=$stage/node_modules/onnxruntime-node/bin/napi-v6
rm -rf "$onnx"/darwin "$onnx"/win32
find "$onnx/linux" -mindepth 1 -maxdepth 1 ! -name "$arch" -exec rm -rf {} +
[ -x "$stage/node_modules/.bin/node" ] || { echo "expected node_modules/.bin/node in the bundle, found none" >&2 && exit 1; }
[ -f "$onnx/linux/$arch/onnxruntime_binding.node" ] || { echo "expected the runtime of the picture reader for $arch, found none" >&2 && exit 1; }

echo "== sources, rules, data, pages"
mkdir -p "$stage/dist"
cp -R dist/web "$stage/dist/web"
tar -c --exclude=src/web --exclude=data/var --exclude=src/gateway/sandbox/scripts src rules data | tar -x -C "$stage"
[ ! -f README.md ] || cp README.md "$stage"
install -m 755 .ci/bundle/install.sh .ci/bundle/zhouzhi "$stage"

echo "== licences, checksums"
node .ci/bundle/licences.ts "$stage/node_modules" >"$stage/THIRD-PARTY-LICENSES"
(cd "$stage" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)

echo "== archive"
tar -C "$dist/bundle" --sort=name --owner=0 --group=0 --numeric-owner -czf "$dist/$name.tar.gz" "$name"
(cd "$dist" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
rm -rf "$dist/bundle"
du -h "$dist/$name.tar.gz"
