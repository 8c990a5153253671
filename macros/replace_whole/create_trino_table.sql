{% macro create_trino_table(relation, asked, is_kept=true) %}
    {#-
        Creates the Iceberg table `relation` on Trino from the model's SQL, or replaces it: one statement, so that there is all of the table
        or what was there before. (dbt-trino would create a table with a contract first, and fill it then.) Laid out by
        the model's configs; not one that is not `is_kept`, which a run drops again.
    -#}
    {%- set in_steps = asked or api_call_volume.in_steps(compiled_code) -%}
    {%- set has_contract = config.get('contract').enforced -%}
    {%- set columns = [] -%}
    {%- if has_contract -%}
        {%- for column in model.columns.values() -%}
            {%- set data_type = api_call_volume.type_utc_timestamp() if column.data_type == 'timestamp' else column.data_type -%}
            {%- do columns.append('cast(' ~ column.name ~ ' as ' ~ api.Column.translate_type(data_type) ~ ') as ' ~ column.name) -%}
        {%- endfor -%}
    {%- else -%}
        {%- for column in get_column_schema_from_query(in_steps.query) -%}
            {%- do columns.append(
                'cast(' ~ column.quoted ~ ' as varchar) as ' ~ column.quoted if column.data_type | lower == 'unknown' else column.quoted
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- call statement('main' if is_kept else 'new_rows') -%}
        {%- if has_contract %}
        {{ get_assert_columns_equivalent(in_steps.query) }}
        {%- endif %}
        create or replace table {{ relation }}
        {{ properties() if is_kept }}
        as
        select
            {{ columns | join(',\n            ') }}
        from (
            {{ in_steps.query }}
        ) as model_rows
    {%- endcall -%}
    {%- do api_call_volume.drop_steps(in_steps.tables) -%}
    {{ return(none) }}
{% endmacro %}
