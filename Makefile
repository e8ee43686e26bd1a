# Names that operators and pipelines expect; each is one npm script.
.PHONY: build architecture-guard preflight test e2e lint release-build

build:
	npm run build

architecture-guard:
	npm run check:rooms

preflight:
	npm run check

test:
	npm test

e2e:
	npm run test:e2e

lint:
	npm run lint

release-build:
	npm run build -- --force
