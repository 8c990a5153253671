{% macro in_steps(query) %}
    {#-
        A query as the warehouse can run it: `query`, and the `tables` that it reads, which drop_steps drops afterwards. Trino
        and ClickHouse compute a CTE again wherever it is named, so that a query of many CTEs would read the same tables
        hundreds of times, in more stages than a server of Trino allows, and ClickHouse and Spark would plan it for minutes.
        Of such a query, each CTE that is named more than once becomes a table beside the model's, before the query runs.
    -#}
    {{ return(adapter.dispatch('in_steps', 'api_call_volume')(query)) }}
{% endmacro %}

{% macro default__in_steps(query) %}
    {{ return({'query': query, 'tables': []}) }}
{% endmacro %}

{% macro trino__in_steps(query) %}
    {{ return(api_call_volume.query_in_steps(query)) }}
{% endmacro %}

{% macro clickhouse__in_steps(query) %}
    {{ return(api_call_volume.query_in_steps(query)) }}
{% endmacro %}

{#- The steps have the table format of the model. -#}
{% macro spark__in_steps(query) %}
    {%- if model.resource_type == 'model' -%}
        {{ return(api_call_volume.query_in_steps(query)) }}
    {%- endif -%}
    {{ return(api_call_volume.default__in_steps(query)) }}
{% endmacro %}

{#- Not tried there. -#}
{% macro databricks__in_steps(query) %}
    {{ return(api_call_volume.default__in_steps(query)) }}
{% endmacro %}

{% macro query_in_steps(query) %}
    {#- What in_steps returns, after the tables of the repeated_steps have been created. -#}
    {%- set steps = api_call_volume.repeated_steps(query) -%}
    {%- if not steps or not this -%}
        {{ return({'query': query, 'tables': []}) }}
    {%- endif -%}
    {%- set is_of_model = model.resource_type == 'model' -%}
    {%- set prefix = this.identifier if is_of_model else 'api_call_volume_' ~ local_md5(this.identifier)[:12] -%}
    {%- set state = namespace(query=query) -%}
    {%- set tables = [] -%}
    {%- for name in steps -%}
        {%- set table = api.Relation.create(
            database=this.database if is_of_model else target.database, schema=this.schema if is_of_model else target.schema,
            identifier=prefix ~ '__step_' ~ loop.index, type='table'
        ) -%}
        {%- set before, rest = modules.re.split('(?m)^' ~ name ~ ' as [(]\n', state.query, maxsplit=1) -%}
        {%- set body, after = modules.re.split('(?m)^[)](?=,?$)', rest, maxsplit=1) -%}
        {%- do api_call_volume.create_step(table, before ~ name ~ ' as (\n' ~ body ~ '\n)\n\nselect * from ' ~ name) -%}
        {%- do tables.append(table) -%}
        {%- set state.query = before ~ name ~ ' as (\n\n    select * from ' ~ table ~ '\n\n)' ~ after -%}
    {%- endfor -%}
    {{ return({'query': state.query, 'tables': tables}) }}
{% endmacro %}

{% macro create_step(table, query) %}
    {#- Creates a table of in_steps, with the rows and the types of a query, in place of what a killed run left of it. -#}
    {{ return(adapter.dispatch('create_step', 'api_call_volume')(table, query)) }}
{% endmacro %}

{% macro default__create_step(table, query) %}
    {%- do run_query('create or replace table ' ~ table ~ ' as\n' ~ query) -%}
    {{ return(none) }}
{% endmacro %}

{% macro clickhouse__create_step(table, query) %}
    {%- do run_query(
        'create or replace table ' ~ table ~ ' engine = MergeTree order by tuple() as\n' ~ api_call_volume.clickhouse_sql(query)
    ) -%}
    {{ return(none) }}
{% endmacro %}

{% macro spark__create_step(table, query) %}
    {%- do api_call_volume.drop_with_files(table) -%}
    {%- do run_query('create table ' ~ table ~ ' using ' ~ (config.get('file_format') or 'parquet') ~ ' as\n' ~ query) -%}
    {{ return(none) }}
{% endmacro %}

{% macro drop_steps(tables) %}
    {#- Drops the tables that in_steps has made. -#}
    {%- for table in tables -%}
        {%- do api_call_volume.drop_with_files(table) -%}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}
