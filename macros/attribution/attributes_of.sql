{% macro attributes_of(entity, key, attributes) %}
    {#-
        A query: the attributes of an entity (`accounts`, `integrations`) as texts, one row per key, from the relation
        that the var <entity>_relation names, of those rows for which <entity>_where holds (see attribute_columns). No rows
        if there is no relation.
    -#}
    {%- set declaration = api_call_volume.attribute_relation(entity) -%}
    {%- set setting = entity[:-1] ~ '_columns' -%}
    {%- set mapping = var(setting, none) or {} -%}
    {%- set owner_columns = api_call_volume.credential_owner_columns() if entity == 'integrations' else [] -%}
    {%- for column in mapping if column not in [key] + attributes + owner_columns -%}
        {%- do api_call_volume.settings_error(
            setting ~ '.' ~ column, 'there is no such attribute.', api_call_volume.one_of([key] + attributes, column) ~ '.'
        ) -%}
    {%- endfor -%}
    {%- if declaration -%}
        {%- set relation = api_call_volume.declared_relation(declaration) -%}
        {%- set raw_columns = api_call_volume.raw_columns(relation) -%}
        {%- if raw_columns and key not in mapping and key not in raw_columns -%}
            {%- do api_call_volume.settings_error(
                setting ~ '.' ~ key, relation ~ ' has no column `' ~ key ~ '`, and `' ~ setting ~ '` does not map it.',
                '`' ~ key ~ ': "the column that holds it"`.'
            ) -%}
        {%- endif -%}
    -- distinct, since an integration has a row for each of its credentials, all with the same attributes
    select distinct
        {%- for column, expression in api_call_volume.attribute_columns(entity, [key] + attributes, raw_columns).items() %}
        cast({{ expression }} as {{ dbt.type_string() }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ relation }}
    {%- if var(entity ~ '_where', none) %}
    where {{ var(entity ~ '_where') }}
    {%- endif %}
    {%- else -%}
    select
        {%- for column in [key] + attributes %}
        cast(null as {{ dbt.type_string() }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (select 1 as one) as nothing
    where 1 = 0
    {%- endif -%}
{% endmacro %}
