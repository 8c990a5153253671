{% macro view_version() %}
    {#-
        The version of the model's view, and whether the existing view has it already: `version` and `is_existing`.
        The version is a hash of the SQL, of the columns that it has now and of the configs that a new view would be
        created with. It is none where nobody can tell whether a view is up to date: the view is then created by each
        run.
    -#}
    {{ return(adapter.dispatch('view_version', 'api_call_volume')()) }}
{% endmacro %}

{#- Postgres binds a view to tables rather than names. Cloud warehouses create a view in one statement. -#}
{% macro default__view_version() %}
    {{ return({'version': none, 'is_existing': false}) }}
{% endmacro %}

{#-
    A view of DuckDB is its SQL, whose names are looked up by each query, and the columns that it had when it was
    created. One query asks for both; the version is kept in the view's SQL. Hooks before the model and an SQL header
    may change what the SQL means, so they don't have a version.
-#}
{% macro duckdb__view_version() %}
    {%- if pre_hooks or config.get('sql_header') -%}
        {{ return({'version': none, 'is_existing': false}) }}
    {%- endif -%}
    {%- set query -%}
        select
            column_name,
            column_type,
            (
                select max(sql)
                from duckdb_views()
                where
                    lower(database_name) = lower('{{ this.database }}')
                    and lower(schema_name) = lower('{{ this.schema }}')
                    and lower(view_name) = lower('{{ this.identifier }}')
            ) as existing_sql
        from (
            describe (
                {{ compiled_code }}
            )
        )
    {%- endset -%}
    {%- set rows = run_query(query).rows -%}
    {%- set names_and_types = [] -%}
    {%- for name, data_type, existing_sql in rows -%}
        {%- do names_and_types.append([name, data_type]) -%}
    {%- endfor -%}
    {%- set version = local_md5(tojson([
        compiled_code, names_and_types, model.columns.values() | map(attribute='data_type', default='') | list,
        config.get('contract').enforced, config.get('grants'), config.get('persist_docs'),
        post_hooks | map(attribute='sql', default='') | list
    ])) -%}
    {%- set existing = load_relation(this) -%}
    {{ return({
        'version': version,
        'is_existing': existing is not none and existing.is_view and version in (rows[0][2] or '')
    }) }}
{% endmacro %}
