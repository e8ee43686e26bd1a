# A probe that watches its own container; on a real host run the same file, dist/probe/probe.cjs, there.
# Built from the repository: docker build -f deploy/containers/probe.Dockerfile .
FROM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY frontend/package.json frontend/
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/bundle-probe.mjs

# The sandbox of commands that only look; a container mostly has to be given user namespaces before it works.
FROM node:24-slim
RUN apt-get update && apt-get install -y --no-install-recommends bubblewrap && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production LEGATOR_CONFIG_DIR=/etc/legator
WORKDIR /opt/legator
RUN install -d -o node -g node -m 0700 /etc/legator /shared
COPY --from=build /src/dist/probe/probe.cjs ./
USER node
VOLUME /etc/legator
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "probe.cjs", "status"]
CMD ["node", "probe.cjs", "run"]
