# The graph of the project; logic lives in the package. `make help` lists the targets.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PROVINCE ?=
PROVINCES ?=
NAME ?=
JOBS ?=
ENGINE ?=
SCHEDULER ?=
OUT ?=
REPORT_LANG ?= vi
BAOPHU_LANG ?=
PROFILE ?= standard
FILE ?=
SINCE ?=
FROM ?=
TO ?=
OPTIONS ?=
PYTHON3 ?= python3
VENV := .venv
PYTHON := $(VENV)/bin/python

# Messages are in the reader's language, by the rule of baophu/common/messages.py; a report's language is REPORT_LANG.
override BAOPHU_LANG := $(value BAOPHU_LANG)
tongue := $(or $(filter vi en,$(BAOPHU_LANG)),$(if $(filter vi%,$(firstword $(LC_ALL) $(LC_MESSAGES) $(LANG))),vi,en))
tell = $(if $(filter vi,$(tongue)),$(1),$(2))

# A misspelt variable (`make report PROVINC=can-tho`) must never build something else than was asked for.
# FORCE=no and FORCE=0 mean what they say.
forced = $(filter-out no 0,$(FORCE))
KNOWN := PROVINCE PROVINCES NAME JOBS ENGINE SCHEDULER OUT REPORT_LANG BAOPHU_LANG PROFILE FILE SINCE FROM TO OPTIONS PYTHON3 FORCE PYTEST_ARGS LAB_ARGS
given = $(foreach v,$(.VARIABLES),$(if $(findstring command line,$(origin $v)),$v))
strange := $(filter-out $(KNOWN) MAKEFLAGS MAKEOVERRIDES MFLAGS,$(given))
ifneq ($(strange),)
$(error $(call tell,Không có biến $(strange). Các biến được hiểu: $(KNOWN),There is no variable $(strange). These are understood: $(KNOWN)))
endif

# Taken as typed, `$$` too, and read by recipes from the environment: no name can break make's or the shell's quoting.
override PROVINCE := $(value PROVINCE)
override REPORT_LANG := $(value REPORT_LANG)
override PROFILE := $(value PROFILE)
override FILE := $(value FILE)
override PROVINCES := $(value PROVINCES)
override NAME := $(value NAME)
override JOBS := $(value JOBS)
override ENGINE := $(value ENGINE)
export BAOPHU_ENGINE := $(or $(ENGINE),$(BAOPHU_ENGINE))
override SCHEDULER := $(value SCHEDULER)
# A variable of the shell that happens to have this name must not send reports elsewhere.
override OUT := $(if $(findstring command line,$(origin OUT)),$(value OUT))
override SINCE := $(value SINCE)
override FROM := $(value FROM)
override TO := $(value TO)
export PROVINCE PROVINCES NAME JOBS REPORT_LANG BAOPHU_LANG PROFILE FILE SCHEDULER OUT SINCE FROM TO
# `user = true` in pip's settings breaks every installation into an environment.
export PIP_USER := 0

# Without uv, venv and pip of the Python at hand do the same, only slower.
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help
help: ## List what make can do
	@grep -E '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done
	@echo 'What stands in [ ] may be left out; FORCE=1 builds what has not changed too.'

.PHONY: setup
setup: $(VENV)/ok ## Make the environment in .venv (the other targets do it when needed)

$(VENV)/ok: requirements.txt pyproject.toml
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(call tell,baophu cần Python 3.11 trở lên; hãy chỉ ra bằng PYTHON3=/path/to/python3.11,baophu needs Python 3.11 or newer; name one with PYTHON3=/path/to/python3.11)")'
	@echo "$(call tell,Đang tạo môi trường trong $(VENV) (một lần; một hai phút) ...,Making the environment in $(VENV) (once; a minute or two) ...)"
ifneq ($(UV),)
	@$(UV) venv --quiet --allow-existing --python $(PYTHON3) $(VENV)
	@$(UV) pip install --quiet --compile-bytecode --python $(PYTHON) --require-hashes --no-build -r requirements.txt
	@$(UV) pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation --editable .
else
	@$(PYTHON3) -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
	@touch $@

$(VENV)/test-ok: $(VENV)/ok requirements-test.txt
ifneq ($(UV),)
	@$(UV) pip install --quiet --compile-bytecode --python $(PYTHON) --require-hashes --no-build -r requirements-test.txt
else
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-test.txt
endif
	@touch $@

.PHONY: report
report: need-PROVINCE $(VENV)/ok ## Build the report of one province, HTML and PDF: make report PROVINCE=binh-thuan [REPORT_LANG=en] [PROFILE=nd30]
	@$(PYTHON) -m baophu report $(if $(forced),--force) --language "$$REPORT_LANG" --profile "$$PROFILE" -- "$$PROVINCE"

.PHONY: brief
brief: need-PROVINCE $(VENV)/ok ## Build page one of a report alone, to send on, HTML, PDF of one page and PNG: make brief PROVINCE=binh-thuan [REPORT_LANG=en]
	@$(PYTHON) -m baophu brief $(if $(forced),--force) --language "$$REPORT_LANG" -- "$$PROVINCE"

# `make -j4 reports` is understood as `make reports JOBS=4`.
width = $(if $(JOBS),--jobs "$$JOBS",$(patsubst -j%,--jobs=%,$(filter-out -j,$(filter -j%,$(MAKEFLAGS)))))

cluster = $(if $(SCHEDULER),--scheduler "$$SCHEDULER") $(if $(OUT),--out "$$OUT")

.PHONY: reports
reports: $(VENV)/ok ## Build the reports of all 63 provinces, or of some, in both languages: make reports [PROVINCES="binh-thuan can-tho"] [JOBS=2] [SCHEDULER=tcp://...] [OUT=s3://...] (the last two: docs/cluster.md)
	@$(PYTHON) -m baophu reports $(if $(forced),--force) $(width) $(cluster) -- "$$PROVINCES"

.PHONY: site
site: $(VENV)/ok ## Build the whole site: every report, the national page, the audit, the index that leads to them: make site [PROVINCES="binh-thuan can-tho"] [JOBS=2]
	@$(PYTHON) -m baophu site $(if $(forced),--force) $(width) $(cluster) -- "$$PROVINCES"

.PHONY: notebook
notebook: need-NAME $(VENV)/ok ## Build a notebook of notebooks/ as HTML and PDF: make notebook NAME=lapse_drops [REPORT_LANG=en] [OPTIONS="-p scheme bhtn"]
	@$(PYTHON) -m baophu notebook $(if $(forced),--force) --language "$$REPORT_LANG" $(OPTIONS) -- "$$NAME"

.PHONY: need-NAME
need-NAME:
	@test -n "$$NAME" || { echo '$(call tell,Sổ tay nào? Ví dụ: make notebook NAME=lapse_drops. Xem tất cả: ls notebooks,Which notebook? Say for example: make notebook NAME=lapse_drops. All: ls notebooks)' >&2; exit 2; }

.PHONY: lapse
lapse: need-PROVINCE need-days $(VENV)/ok ## Build the page of who came and who left, from your own card records, both languages, HTML and PDF: make lapse PROVINCE=can-tho FROM=2021-12-31 TO=2022-06-30 (docs/records.md)
	@$(PYTHON) -m baophu lapse $(if $(forced),--force) --from "$$FROM" --to "$$TO" $(OPTIONS) -- "$$PROVINCE"

.PHONY: lapse-demo
lapse-demo: $(VENV)/ok ## Build the same page of synthetic records, to see what it says; needs no file, takes a minute
	@$(PYTHON) -m baophu lapse $(if $(forced),--force) --from "$${FROM:-2021-12-31}" --to "$${TO:-2022-06-30}" $(OPTIONS) --synthetic

.PHONY: need-days
need-days:
	@test -n "$$FROM" && test -n "$$TO" || { echo '$(call tell,Từ ngày nào đến ngày nào? Ví dụ: make lapse PROVINCE=can-tho FROM=2021-12-31 TO=2022-06-30,From which day to which? Say for example: make lapse PROVINCE=can-tho FROM=2021-12-31 TO=2022-06-30)' >&2; exit 2; }

.PHONY: why
why: need-PROVINCE $(VENV)/ok ## Say what has changed since a report was built, figures, code or versions: make why PROVINCE=binh-thuan [REPORT_LANG=en] [PROFILE=nd30]
	@$(PYTHON) -m baophu why --language "$$REPORT_LANG" --profile "$$PROFILE" -- "$$PROVINCE"

.PHONY: need-PROVINCE
need-PROVINCE:
	@test -n "$$PROVINCE" || { echo '$(call tell,Tỉnh nào? Ví dụ: make report PROVINCE=binh-thuan. Xem mọi tên: make provinces,Which province? Say for example: make report PROVINCE=binh-thuan. All names: make provinces)' >&2; exit 2; }

.PHONY: import
import: need-FILE $(VENV)/ok ## Take in your own table (Excel, LibreOffice, CSV) beside the published figures: make import FILE=their.xlsx [PROVINCE=ha-tinh] [OPTIONS="--dry-run"] (docs/import.md)
	@$(PYTHON) -m baophu import --province "$$PROVINCE" $(OPTIONS) -- "$$FILE"

.PHONY: need-FILE
need-FILE:
	@test -n "$$FILE" || { echo '$(call tell,Tệp nào? Ví dụ: make import FILE=their.xlsx PROVINCE=ha-tinh,Which file? Say for example: make import FILE=their.xlsx PROVINCE=ha-tinh)' >&2; exit 2; }

.PHONY: records
records: need-PROVINCE need-FILE $(VENV)/ok ## Take in your own card records (CSV, Parquet, Excel), on this machine only, and count them: make records FILE="cards-*.csv" PROVINCE=can-tho [OPTIONS="--as-of 30/06/2022"] [SCHEDULER=tcp://...] (docs/records.md)
	@$(PYTHON) -m baophu records --province "$$PROVINCE" $(if $(SCHEDULER),--scheduler "$$SCHEDULER") $(OPTIONS) -- "$$FILE"

.PHONY: template
template: need-PROVINCE $(VENV)/ok ## Write an Excel form to fill in for make import: make template PROVINCE=ha-tinh
	@$(PYTHON) -m baophu template --province "$$PROVINCE" $(OPTIONS)

.PHONY: provinces
provinces: $(VENV)/ok ## List the 63 provinces with how much is known of each
	@$(PYTHON) -m baophu provinces

.PHONY: check
check: $(VENV)/ok ## Validate everything in data/ and show every problem at once
	@$(PYTHON) -m baophu check $(if $(forced),--force)

.PHONY: audit
audit: $(VENV)/ok ## List printed figures that contradict one another, in all provinces or in one: make audit [PROVINCE=can-tho]
	@$(PYTHON) -m baophu audit $(if $(PROVINCE),-- "$$PROVINCE")

.PHONY: diff
diff: need-SINCE $(VENV)/ok ## Say which figures, levels, changes and verdicts moved since the data of a git revision: make diff SINCE=HEAD~1 [PROVINCE=can-tho] [OPTIONS=--json]
	@$(PYTHON) -m baophu diff $(if $(PROVINCE),--province "$$PROVINCE") $(OPTIONS) -- "$$SINCE"

.PHONY: need-SINCE
need-SINCE:
	@test -n "$$SINCE" || { echo '$(call tell,So với phiên bản nào? Ví dụ: make diff SINCE=HEAD~1. Xem tất cả: git log --oneline,Since which revision? Say for example: make diff SINCE=HEAD~1. All: git log --oneline)' >&2; exit 2; }

.PHONY: backtest
backtest: $(VENV)/ok ## Try the estimates: leave out each known figure, estimate it from the rest, write docs/backtest.md
	@$(PYTHON) -m benchmarks.backtest

.PHONY: bench
bench: $(VENV)/test-ok ## Measure how long reports and analysis take, against other ways, and write docs/benchmarks.md (half an hour; needs chromium)
	@$(PYTHON) -m benchmarks.reports && $(PYTHON) -m benchmarks.analysis

.PHONY: bench-records
bench-records: $(VENV)/ok ## Measure card records against plain pandas, on synthetic ones: make bench-records [OPTIONS="10 100 100x63"] (million spells, provinces)
	@$(PYTHON) -m benchmarks.records $(OPTIONS)

# lifelines and actxps need other versions than the project: they have an environment of their own.
.PHONY: bench-peers
bench-peers: $(VENV)/ok ## Compare the persistency of synthetic card records with lifelines and actxps, and audit by linear programming what their tables hide
	@$(PYTHON3) -m venv build/peers && build/peers/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/records_peers.txt
	@$(PYTHON) -m benchmarks.records_round survive build/records/1 >/dev/null
	@$(PYTHON) -m benchmarks.records_round publish build/records/audit >/dev/null
	@build/peers/bin/python benchmarks/records_peers.py build/records/1
	@build/peers/bin/python benchmarks/records_audit.py build/records/audit

.PHONY: datapackage
datapackage: $(VENV)/ok ## Write data/datapackage.json and the tables of data/README.md anew, after the description of a column has changed
	@$(PYTHON) -m baophu describe

.PHONY: reference
reference: $(VENV)/ok ## Write docs/reference.md anew, after a docstring of a public name has changed
	@$(PYTHON) -m docs.reference

.PHONY: pictures
pictures: $(VENV)/test-ok ## Draw the pictures in README.md anew from the reports
	@$(PYTHON) -m baophu report -- binh-thuan && $(PYTHON) -m baophu report --language en -- can-tho
	@$(PYTHON) docs/pictures.py reports

# Whatever kernels and settings the user has: the notebooks run on this environment and this checkout. Settings of
# baophu/lab/vi make the interface Vietnamese. Programs in the environment's folder name the folder that they were made
# in, so they are called as modules: a checkout may be renamed.
.PHONY: lab
lab: $(VENV)/ok ## Open JupyterLab on the page to explore and compare provinces (docs/lab.md)
	@JUPYTER_PATH="$(CURDIR)/$(VENV)/share/jupyter" JUPYTER_CONFIG_PATH="$(CURDIR)/baophu/lab:$(CURDIR)/baophu/lab/$(tongue)" \
		PYTHONPATH="$(CURDIR)$${PYTHONPATH:+:$$PYTHONPATH}" "$(CURDIR)/$(PYTHON)" -m jupyterlab --ServerApp.root_dir="$(CURDIR)" $(LAB_ARGS)

# The hundreds of commands that the tests call keep their bytecode, whatever the shell says.
.PHONY: test
test: $(VENV)/test-ok ## Run the tests: make test [PYTEST_ARGS=tests/test_api.py]
	@PYTHONDONTWRITEBYTECODE= $(PYTHON) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

.PHONY: golden
golden: $(VENV)/test-ok ## Take on the numbers and words that a change of figures or of code has moved: writes tests/golden anew, to be read in review
	@PYTHONPATH=tests $(PYTHON) -m golden_write

.PHONY: lint
lint: $(VENV)/test-ok ## Check style, format, names and types of the code
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) tests/lint_names.py && $(PYTHON) -m mypy

.PHONY: release-check
release-check: ## Check on a clean clone of HEAD that a version may be tagged: README's commands, the tests, the wheel (ten minutes)
	@PYTHON3="$(PYTHON3)" .ci/release

.PHONY: lock
lock: ## Resolve pyproject.toml and requirements-test.in anew into locked versions with hashes (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --all-extras --group build pyproject.toml -o requirements.txt
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements-test.in -o requirements-test.txt

.PHONY: clean
clean: ## Remove built reports and work files; data and the environment stay
	@rm -rf build reports/*.html reports/*.pdf reports/*.png reports/data reports/.keys
