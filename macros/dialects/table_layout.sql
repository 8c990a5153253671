{% macro table_layout(date, columns) %}
    {#-
        How a warehouse lays out the table of the model that calls this, as configs of its adapter: by `date`,
        a column of dates or `loaded_at`, a timestamp, that the runs which read or replace rows name the bounds
        of (none where there is none); and within it by the `columns`, the most selective last.
    -#}
    {{ return(adapter.dispatch('table_layout', 'api_call_volume')(date, columns)) }}
{% endmacro %}

{#- DuckDB and Postgres keep rows in the order in which they were put in: as they arrived. -#}
{% macro default__table_layout(date, columns) %}
{% endmacro %}

{% macro snowflake__table_layout(date, columns) %}
    {{ config(cluster_by=(['cast(loaded_at as date)'] if date == 'loaded_at' else [date] if date else []) + columns[:2]) }}
{% endmacro %}

{#- Days of a date or a timestamp; months where the date is one, since a table has at most 10,000 partitions. -#}
{% macro bigquery__table_layout(date, columns) %}
    {%- if date -%}
        {{ config(partition_by={
            'field': date,
            'data_type': 'timestamp' if date == 'loaded_at' else 'date',
            'granularity': 'month' if date == 'date_month' else 'day'
        }) }}
    {%- endif -%}
    {{ config(cluster_by=columns[:4]) }}
{% endmacro %}

{#- No contract: the type that dbt gives texts in one holds 256 bytes. -#}
{% macro redshift__table_layout(date, columns) %}
    {{ config(contract={'enforced': false}) }}
    {{ config(dist='auto', sort_type='compound', sort=([date] if date else []) + columns) }}
{% endmacro %}

{% macro databricks__table_layout(date, columns) %}
    {{ config(liquid_clustered_by=(([date] if date else []) + columns)[:4]) }}
{% endmacro %}

{#- Of Iceberg tables: rows are replaced by a merge, which needs them. -#}
{% macro trino__table_layout(date, columns) %}
    {%- set partition = {'loaded_at': 'day(loaded_at)', 'date_month': 'month(date_month)'}.get(date, date) -%}
    {%- set properties = {'sorted_by': "array['" ~ columns | join("', '") ~ "']"} -%}
    {%- if date -%}
        {%- do properties.update({'partitioning': "array['" ~ partition ~ "']"}) -%}
    {%- endif -%}
    {{ config(properties=properties) }}
{% endmacro %}
