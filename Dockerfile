# syntax=docker/dockerfile:1
# The gateway as an image: what is in the lock and nothing else, run by a user without rights, root read-only if you like.
#
#   docker build --tag eport-gateway .
#   docker run --rm eport-gateway demo
#   docker run --read-only --tmpfs /tmp -p 127.0.0.1:8400:8400 -v eport:/var/lib/eport-gateway \
#       -v ./my-region:/etc/eport-gateway:ro -e EPORT__LISTEN__HOST=0.0.0.0 \
#       -e EPORT__JOURNAL=sqlite:////var/lib/eport-gateway/journal.sqlite \
#       eport-gateway serve --config /etc/eport-gateway/gateway.toml

ARG BASE=python:3.13-slim-trixie

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /source

# Dependencies before our code: a change of ours leaves these layers alone.
COPY requirements-build.lock requirements.lock ./
RUN python -m venv /opt/build \
 && /opt/build/bin/pip install --require-hashes --only-binary :all: -r requirements-build.lock
RUN python -m venv /opt/eport-gateway \
 && /opt/eport-gateway/bin/pip install --require-hashes --only-binary :all: -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY gateway/ gateway/
COPY adapters/ adapters/
COPY xsd/ xsd/
COPY config/ config/
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /source/dist . \
 && /opt/eport-gateway/bin/pip install --no-deps --no-index /source/dist/*.whl \
 && /opt/eport-gateway/bin/python -m compileall -q /opt/eport-gateway/lib

FROM ${BASE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="eport-gateway" \
      org.opencontainers.image.description="Carries customs and inspection messages between the e-ports of Beijing, Tianjin and Hebei" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# libssl3t64: the libcrypto >= 3.0 that does SM2. valkey-server: a private one, where the configuration names no other.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libssl3t64 valkey-server \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/eport-gateway --shell /usr/sbin/nologin eport \
 && install --directory --owner 10001 --group 10001 --mode 0700 /var/lib/eport-gateway

COPY --from=build /opt/eport-gateway /opt/eport-gateway
ENV PATH=/opt/eport-gateway/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /var/lib/eport-gateway
VOLUME ["/var/lib/eport-gateway"]
# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["eport-gateway", "healthcheck"]
ENTRYPOINT ["eport-gateway"]
CMD ["--help"]
