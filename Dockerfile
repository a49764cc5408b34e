# The fake in a container: scripts/container/README.md. A test reads this file and runs its commands without a builder.
FROM node:24-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# Only what the package has, with the packages of the lock file that a server needs.
RUN npm pack --silent --pack-destination .. && mkdir ../app ../data && tar -xzf ../*.tgz -C ../app --strip-components=1
RUN cp package-lock.json ../app && cd ../app && npm ci --omit=dev --omit=peer --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-alpine
COPY --from=build /app /app
COPY --from=build --chown=node:node /data /data
# Inside a container, its own loopback is out of reach for everybody else.
ENV FOURSHARED_HOST=0.0.0.0 FOURSHARED_PORT=4040 FOURSHARED_STORAGE_FOLDER=/data NODE_ENV=production
VOLUME /data
EXPOSE 4040
USER node
HEALTHCHECK --interval=10s --timeout=10s --start-period=30s --retries=3 CMD ["node", "/app/dist/bundle/cli.js", "health"]
ENTRYPOINT ["node", "/app/dist/bundle/cli.js"]
CMD ["serve"]
