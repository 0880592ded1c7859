# Everything of `npm start` in one container: a demo, or a small site on one machine. Data is in the volume /data.
#
#   docker build -t porchlight .
#   docker run -p 4000:4000 -v porchlight:/data porchlight
#
# The build asks npm's registry for packages and nothing else.
FROM node:24-slim
WORKDIR /porchlight
RUN mkdir /data && chown node:node /porchlight /data
USER node
COPY --chown=node:node package.json package-lock.json ./
COPY --chown=node:node local-appwrite/package.json local-appwrite/
COPY --chown=node:node embed/package.json embed/
RUN npm ci --omit=dev --no-audit --no-fund
COPY --chown=node:node . .
ENV HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
VOLUME /data
EXPOSE 4000
CMD ["node", "scripts/run.mjs", "start"]
