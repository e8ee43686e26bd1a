# The control plane with its console. Built from the repository: docker build -f deploy/containers/control-plane.Dockerfile .
FROM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY frontend/package.json frontend/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build
# What only building needs goes; so does the Node that npm brought, since the image has one.
RUN npm prune --omit=dev --no-audit --no-fund \
    && rm -rf node_modules/node-linux-* node_modules/node-win-* node_modules/@angular node_modules/.bin/node frontend/node_modules \
    && mkdir -p frontend/dist

FROM node:24-slim
ENV NODE_ENV=production LEGATOR_DATA_DIR=/var/lib/legator LEGATOR_LOCAL_PROBE=false
WORKDIR /opt/legator
# /shared is where a first enrolment token may be handed to a probe beside this container.
RUN install -d -o node -g node -m 0700 /var/lib/legator /shared
COPY --from=build /src/package.json ./
COPY --from=build /src/node_modules ./node_modules
COPY --from=build /src/dist ./dist
COPY --from=build /src/frontend/dist ./frontend/dist
USER node
VOLUME /var/lib/legator
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/control-plane/src/main.js"]
