# The program with what it needs to publish and to serve; documents and results stay outside:
#   docker build -t zhospar .
#   docker run --rm -v "$PWD/raw_docs:/data/raw_docs:ro" -v "$PWD/outputs:/data/outputs" zhospar run
#   docker run --rm -p 127.0.0.1:8001:8001 -v "$PWD/outputs:/data/outputs:ro" zhospar serve
FROM python:3.11-slim
WORKDIR /app
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY extractors extractors
COPY pipelines pipelines
RUN pip install --no-cache-dir .
# Within a container the loopback is the container's own: `-p 127.0.0.1:…` keeps it to this computer.
ENV ZHOSPAR_HOST=0.0.0.0 DAGSTER_DISABLE_TELEMETRY=yes
WORKDIR /data
EXPOSE 8001
ENTRYPOINT ["zhospar"]
CMD ["--help"]
