{% macro table_layout(date=none, columns=[], kept=true) %}
    {#-
        Sets how a warehouse stores the model's table, in the configs of its adapter: by `date`, a date column or the
        timestamp `loaded_at`, which runs filter by when they read or replace rows (none where there is no such
        column), and within it by `columns`, the most selective last. `kept` is false for a small table or a view,
        which each run creates again. Also sets what else an adapter requires of a model. A project that installs the
        package can override all of this in its own configs.
    -#}
    {{ return(adapter.dispatch('table_layout', 'api_call_volume')(date, columns, kept)) }}
{% endmacro %}

{#- DuckDB and Postgres keep rows in the order in which they were inserted. -#}
{% macro default__table_layout(date, columns, kept) %}
{% endmacro %}

{% macro snowflake__table_layout(date, columns, kept) %}
    {%- if kept -%}
        {{ config(cluster_by=(['cast(loaded_at as date)'] if date == 'loaded_at' else [date] if date else []) + columns[:2]) }}
    {%- endif -%}
{% endmacro %}

{#- By day, and by month where the date is a month: a table can have at most 10,000 partitions. -#}
{% macro bigquery__table_layout(date, columns, kept) %}
    {%- if kept -%}
        {{ config(cluster_by=columns[:4]) }}
    {%- endif -%}
    {%- if date -%}
        {{ config(partition_by={
            'field': date,
            'data_type': 'timestamp' if date == 'loaded_at' else 'date',
            'granularity': 'month' if date == 'date_month' else 'day'
        }) }}
    {%- endif -%}
{% endmacro %}

{#- No contract: in one, dbt-redshift gives texts a type of 256 bytes. -#}
{% macro redshift__table_layout(date, columns, kept) %}
    {{ config(contract={'enforced': false}) }}
    {%- if kept -%}
        {{ config(dist='auto', sort_type='compound', sort=([date] if date else []) + columns) }}
    {%- endif -%}
{% endmacro %}

{#- The adapter knows which settings of a table to alter only for materializations of its own. -#}
{% macro databricks__table_layout(date, columns, kept) %}
    {%- if kept -%}
        {{ config(
            liquid_clustered_by=(([date] if date else []) + columns)[:4], incremental_apply_config_changes=false
        ) }}
    {%- endif -%}
{% endmacro %}

{#-
    The partitions are those of partition_columns. Without a named format, dbt-spark would take the table for a Delta
    table, and set constraints.
-#}
{% macro spark__table_layout(date, columns, kept) %}
    {{ config(file_format='parquet') }}
{% endmacro %}

{#-
    For Iceberg tables, which a merge requires. In a partition for each month, or each year of a table of months: Trino writes at
    most 100 of them at once, and a merge skips the files of other days by their bounds.
-#}
{% macro trino__table_layout(date, columns, kept) %}
    {%- if kept -%}
        {%- set partition = ('year(' if date == 'date_month' else 'month(') ~ date ~ ')' -%}
        {%- set properties = {'sorted_by': "array['" ~ columns | join("', '") ~ "']"} -%}
        {%- if date -%}
            {%- do properties.update({'partitioning': "array['" ~ partition ~ "']"}) -%}
        {%- endif -%}
        {{ config(properties=properties) }}
    {%- endif -%}
{% endmacro %}

{#-
    Sorted by date and `columns`, in a part for each month, or each year of a table of months. The package compares the types
    that a model's columns are declared with itself: dbt-clickhouse would compare their names.
-#}
{% macro clickhouse__table_layout(date, columns, kept) %}
    {{ config(contract={'enforced': false}) }}
    {%- if kept -%}
        {{ config(order_by=([date] if date else []) + columns) }}
        {%- if date -%}
            {{ config(partition_by=('toYear(' if date == 'date_month' else 'toYYYYMM(') ~ date ~ ')') }}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
