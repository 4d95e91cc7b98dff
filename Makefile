# Shortcuts. Each target is one line that can be typed by hand as well.

.PHONY: build test race lint format fuzz bench cover ci real-data clean

build: ; CGO_ENABLED=0 go build -trimpath -o bin/hvdlint ./cmd/hvdlint
test: ; go test ./...
race: ; go test -race -short ./...
lint: ; golangci-lint run
format: ; golangci-lint fmt
fuzz: ; .ci/fuzz 60s
bench: ; go run ./internal/bench/compare
cover: ; mkdir -p bin && go test -coverpkg=./... -coverprofile=bin/cover.out ./... && go tool cover -func=bin/cover.out
ci: ; .ci/run
real-data: build ; ../shared/tools/real-data bin/hvdlint
clean: ; rm -rf bin dist
