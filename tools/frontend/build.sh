#!/bin/sh
# Builds the stylesheet and scripts under src/casereview/web/static from the packages that package-lock.json pins.
set -eu
cd "$(dirname "$0")"
static=../../src/casereview/web/static/casereview
package=node_modules/govuk-frontend
npm ci
banner="/*! GOV.UK Frontend $(node -p "require('./$package/package.json').version"), MIT licence: see govuk-licence.txt */"
{ echo "$banner"; node_modules/.bin/sass --style=compressed --no-charset --load-path=node_modules govuk.scss; } > "$static/govuk.css"
{ echo "$banner"; sed 's|//# sourceMappingURL=.*$||' "$package/dist/govuk/govuk-frontend.min.js"; } > "$static/govuk.js"
if grep -nE 'GDS Transport|crest|crown' "$static/govuk.css"; then echo "That is not ours to use." >&2; exit 1; fi
