# syntax=docker/dockerfile:1
# One image for `agent start` (the default), `server` and `runner`. Its steps are scripts, which CI runs too.

FROM node:24.21.0-bookworm-slim AS page
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN scripts/docker/build-page.sh /parley

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
COPY scripts/docker/install.sh scripts/docker/install.sh
RUN scripts/docker/install.sh /parley

FROM node:24.21.0-bookworm-slim
# LiveKit's native room verifies TLS with the system's certificates.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /parley
COPY --from=packages /parley/node_modules node_modules
COPY package.json tsconfig.json ./
COPY src src
COPY assets assets
COPY supabase supabase
COPY scripts/docker scripts/docker
COPY --from=page /parley/web/dist web/dist
USER node
# The worker's health check and the API; publish the second one only.
EXPOSE 8081 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "scripts/docker/health.mjs"]
ENTRYPOINT ["scripts/docker/start.sh"]
CMD ["agent", "start"]
