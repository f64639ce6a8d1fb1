# Lapor Aman: production dependencies only, not root, no build step (Node 24 runs the TypeScript directly).
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY prisma ./prisma
# The Prisma client is generated here, with the development dependencies; the image below gets neither.
RUN npm ci --ignore-scripts && npm run generate

FROM node:24-slim AS production
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
COPY --from=production /app/node_modules ./node_modules
COPY package.json ./
COPY api ./api
COPY bots ./bots
COPY locales ./locales
COPY prisma ./prisma
COPY --from=build /app/api/store/client ./api/store/client
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Straight to node, so that SIGTERM arrives and everything stops in order.
CMD ["node", "api/main.ts"]
