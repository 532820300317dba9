# The server with the built app. TLS is a reverse proxy's, CouchDB a container of its own: see compose.yaml and
# docs/running.md.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node --input-type=module -e "import { build } from './scripts/build.mjs'; process.exit((await build()) ? 0 : 1);" \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/api/health/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# It stops on SIGTERM, finishing what it began: give it 30 s (docker stop gives 10).
STOPSIGNAL SIGTERM
CMD ["node", "--enable-source-maps", "dist/server/main.js", "--host", "0.0.0.0", "--data", "/data"]
