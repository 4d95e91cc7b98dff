# hvdlint in a container without a shell, for a user who is not root.
#
#   docker build -t hvdlint .
#   docker run --rm --network none --read-only --tmpfs /tmp -v "$PWD:/data:ro" hvdlint check names.csv
#
# Sorting beyond memory, and what can be read only once, go to temporary files in /tmp: a read-only root needs one that can be
# written to, or TMPDIR set to such a place.

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION= COMMIT=
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$VERSION -X main.commit=$COMMIT" -o /hvdlint ./cmd/hvdlint

FROM gcr.io/distroless/static-debian12:nonroot AS base
WORKDIR /data
ENTRYPOINT ["/usr/bin/hvdlint"]

# A release copies the binaries that are in its archives: goreleaser lays them out by platform.
FROM base AS release
ARG TARGETPLATFORM
COPY $TARGETPLATFORM/hvdlint /usr/bin/hvdlint

FROM base
COPY --from=build /hvdlint /usr/bin/hvdlint
