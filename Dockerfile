# The image of `wortlaut serve`; compose.yaml runs it. Everything is installed when it is built, with
# the versions and hashes of requirements.lock, and nothing is fetched when it runs.

FROM python:3.11-slim-bookworm AS built

# For a package index or a certificate of your own: docker build --build-arg PIP_INDEX_URL=…
ARG PIP_INDEX_URL
ARG PIP_CERT
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1

RUN python3 -m venv /opt/wortlaut
WORKDIR /source
# The dependencies first: they change less often than the program.
COPY requirements.lock pyproject.toml shipping/runtime.py ./
RUN python3 runtime.py pyproject.toml requirements.lock > runtime.lock \
 && /opt/wortlaut/bin/pip install --require-hashes --no-deps --requirement runtime.lock
COPY . .
RUN /opt/wortlaut/bin/python -c "from setuptools import build_meta; build_meta.build_wheel('/wheel')" \
 && /opt/wortlaut/bin/pip install --no-index --no-deps /wheel/wortlaut-*.whl \
 && /opt/wortlaut/bin/pip check


FROM python:3.11-slim-bookworm

RUN groupadd --gid 10001 wortlaut \
 && useradd --uid 10001 --gid wortlaut --no-create-home --home-dir /tmp --shell /usr/sbin/nologin wortlaut \
 && mkdir --parents /srv/wortlaut/seeds /srv/wortlaut/warehouse \
 && chown wortlaut:wortlaut /srv/wortlaut/warehouse
# Owned by root: the program cannot change itself.
COPY --from=built /opt/wortlaut /opt/wortlaut
ENV PATH=/opt/wortlaut/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1

WORKDIR /srv/wortlaut
USER 10001:10001
VOLUME ["/srv/wortlaut/seeds", "/srv/wortlaut/warehouse"]
# The first start sets up Prefect's database.
HEALTHCHECK --interval=30s --timeout=10s --start-period=180s --retries=3 \
  CMD ["python3", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:4200/api/health', timeout=8)"]
ENTRYPOINT ["wortlaut"]
CMD ["serve"]
