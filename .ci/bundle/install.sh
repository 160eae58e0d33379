#!/bin/sh
# Installs this bundle without network, apt or compiler: ./install.sh [FOLDER]   (default /opt/zhouzhi)
# A newer bundle installed over it replaces the program and keeps the data; the older program stays beside it.
set -eu
target=${1:-/opt/zhouzhi}
here=$(cd "$(dirname "$0")" && pwd)
release=$(basename "$here")

case "$release:$(uname -s)-$(uname -m)" in
  *-x64:Linux-x86_64 | *-arm64:Linux-aarch64) ;;
  *) echo "安装包 $release 与本机 $(uname -s)-$(uname -m) 不符。$release does not fit this machine." >&2 && exit 2 ;;
esac

echo "校验文件 / checking files"
(cd "$here" && sha256sum --check --quiet SHA256SUMS) || {
  echo "文件损坏或被改动，请重新取得安装包。Files are damaged or altered; get the bundle again." >&2
  exit 1
}

mkdir -p "$target/var"
chmod 700 "$target/var"
target=$(cd "$target" && pwd)
rm -rf "${target:?}/$release"
cp -R "$here" "$target/$release"
ln -sfn "$release" "$target/current"
cat >"$target/zhouzhi" <<COMMAND
#!/bin/sh
: "\${ZHOUZHI_DATA:=$target/var}"
export ZHOUZHI_DATA
exec "$target/current/zhouzhi" "\$@"
COMMAND
chmod 755 "$target/zhouzhi"

"$target/zhouzhi" --help >/dev/null
echo "已安装到 $target，启动： $target/zhouzhi start"
echo "Installed in $target; start with: $target/zhouzhi start"
