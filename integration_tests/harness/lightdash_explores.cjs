// What Lightdash makes of the models of a project: node lightdash_explores.cjs <manifest.json> <project's name>
//
// Prints JSON: model -> {errors, dimensions, metrics: name -> SQL, joins, filters}. Lightdash's own compiler reads the
// metadata; how a sum is written in SQL is the warehouse's part, and stands here.
const { readFileSync } = require('node:fs');
const { convertExplores, defaultNullSafeEqualSql, isExploreError, MetricType, SupportedDbtAdapter } = require('@lightdash/common');

const warehouse = {
    getStartOfWeek: () => undefined,
    getAdapterType: () => SupportedDbtAdapter.POSTGRES,
    getFieldQuoteChar: () => '"',
    getStringQuoteChar: () => "'",
    getEscapeStringQuoteChar: () => "'",
    getFloatingType: () => 'double precision',
    getNullSafeEqualSql: defaultNullSafeEqualSql,
    getNullSafeEqualJoinSql: defaultNullSafeEqualSql,
    supportsCteMaterialization: () => true,
    escapeString: (text) => text.replaceAll("'", "''"),
    getMetricSql: (sql, metric) => {
        if (metric.type === MetricType.SUM) return `sum(${sql})`;
        if (metric.type === MetricType.NUMBER) return sql;
        throw new Error(`A metric of type ${metric.type} is not expected.`);
    },
};

async function main([manifestPath, project]) {
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf-8'));
    const models = Object.values(manifest.nodes).filter(
        (node) => node.resource_type === 'model' && node.package_name === project,
    );
    const explores = await convertExplores(models, false, SupportedDbtAdapter.POSTGRES, warehouse, { spotlight: {} });
    const found = {};
    for (const explore of explores) {
        if (isExploreError(explore)) {
            found[explore.name] = { errors: explore.errors.map((error) => error.message) };
            continue;
        }
        const table = explore.tables[explore.baseTable];
        const named = (fields, value) => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, value(field)]));
        found[explore.name] = {
            errors: (explore.warnings ?? []).map((warning) => warning.message),
            dimensions: named(table.dimensions, (field) => ({ type: field.type, hidden: field.hidden, sql: field.compiledSql })),
            metrics: named(table.metrics, (field) => field.compiledSql),
            joins: explore.joinedTables.map((joined) => ({ table: joined.table, on: joined.compiledSqlOn })),
            filters: table.requiredFilters.map((filter) => ({ ...filter.target, values: filter.values, required: filter.required })),
        };
    }
    process.stdout.write(JSON.stringify(found));
}

main(process.argv.slice(2));
