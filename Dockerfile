# One process, not root, root file system read-only:
#   docker build -t zhouzhi .
#   docker run --read-only --tmpfs /tmp -v zhouzhi:/app/data/var -p 127.0.0.1:8080:8080 zhouzhi

FROM node:24-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json vite.config.ts ./
COPY src src
RUN npm run build

# Node itself is one of the modules (an optional dependency): never --omit=optional. Of the kit, built into the pages, only the licences stay.
FROM node:24-bookworm-slim AS house
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-*/include node_modules/node-linux-*/share \
    node_modules/onnxruntime-node/bin/napi-v6/darwin node_modules/onnxruntime-node/bin/napi-v6/win32 \
    && find node_modules/tdesign-* -type f ! -iname 'licen[cs]e*' ! -name package.json -delete && find node_modules/tdesign-* -type d -empty -delete
COPY LICENSE ./
COPY src src
COPY rules rules
COPY data data
COPY --from=pages /app/dist/web dist/web
RUN rm -rf src/web && mkdir -p data/var && chown 10001:10001 data/var && chmod 700 data/var

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=house /app ./
ENV NODE_ENV=production \
    ZHOUZHI_HOST=0.0.0.0 \
    ZHOUZHI_PORT=8080 \
    ZHOUZHI_DATA=/app/data/var
VOLUME /app/data/var
EXPOSE 8080
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node_modules/.bin/node", "-e", "const { ZHOUZHI_PORT: port, ZHOUZHI_TLS_CERT: tls } = process.env; require(tls ? 'https' : 'http').get({ port, path: '/healthz', rejectUnauthorized: false }, (answer) => process.exit(answer.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
ENTRYPOINT ["node_modules/.bin/node", "src/zhouzhi.js"]
CMD ["start"]
