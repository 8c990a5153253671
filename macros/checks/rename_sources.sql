{% macro rename_sources() %}
    {#-
        Gives the rows of sources that were renamed (`formerly`) their new name, in every table of the package that has
        it, before any model is built, in one transaction where the warehouse has them. The inventory comes last: until
        it has the new name, the next run begins again. Raises a settings error where the new name already has rows: they
        would be mixed.
    -#}
    {% set raw_inventory = ref('int_raw_inventory') %}
    {% set new_names = {} %}
    {% for source in api_call_volume.api_call_sources(only_read=false) %}
        {% for name in source.formerly %}
            {% do new_names.update({name: source}) %}
        {% endfor %}
    {% endfor %}
    {% set builds_models = 'model.api_call_volume.' in selected_resources | join(' ') %}
    {% set inventory = load_relation(raw_inventory) if execute else none %}
    {% if not new_names or not builds_models or flags.EMPTY or inventory is none %}
        {{ return('') }}
    {% endif %}

    {% set existing = api_call_volume.result_of('select distinct source_name from ' ~ inventory).columns[0].values() | list %}
    {% set renamed = new_names.keys() | select('in', existing) | list %}
    {% set tables = [] %}
    {% set has_transactions = api_call_volume.has_transactions() %}
    {% for node in graph.nodes.values()
        if renamed and node.resource_type == 'model' and node.package_name == 'api_call_volume' and 'engagement' not in node.fqn
        and node.config.materialized == 'replace_whole' and node.name != 'int_raw_inventory' and 'source_name' in node.columns %}
        {% set relation = adapter.get_relation(node.database, node.schema, node.alias) %}
        {% if relation is not none and relation.type == 'table' %}
            {% do tables.append(relation) %}
        {% endif %}
    {% endfor %}
    {% for name in renamed %}
        {% set source = new_names[name] %}
        {% if source.name in existing %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.formerly', 'both `' ~ name ~ '` and `' ~ source.name ~ '` have rows in the tables.',
                'no `formerly`; give `' ~ name ~ '` an entry of its own, with `ended_on` if nothing more will be loaded.'
            ) %}
        {% endif %}
        {% for relation in tables + [inventory] %}
            {% call statement('rename_source', auto_begin=has_transactions) %}
                {{ api_call_volume.rename_source_sql(relation, name, source.name) }}
            {% endcall %}
        {% endfor %}
        {% if has_transactions %}
            {% do adapter.commit() %}
        {% endif %}
        {% do log('api_call_volume: source `' ~ name ~ '` is now `' ~ source.name ~ '` in ' ~ (tables | length + 1) ~ ' tables', info=true) %}
    {% endfor %}
{% endmacro %}
