{% macro partition_columns() %}
    {#-
        For a model that replaces rows by its `unique_key`: the columns that its table is partitioned by, as
        name -> SQL. The first is the day, week or month in the key, or, where the key has none, the date_day of
        the rows; a model that has no such column, or is read by another date as well, says so:
        `meta.spark_partitions`. Staging, whose key is an hour, gets a column for it.
    -#}
    {%- set keys = config.get('unique_key') -%}
    {%- set keys = [keys] if keys is string else keys -%}
    {%- set given = config.get('meta').get('spark_partitions', []) -%}
    {%- set columns = {} -%}
    {%- for column in given -%}
        {%- do columns.update({column: column}) -%}
    {%- endfor -%}
    {%- for key in keys if not given -%}
        {%- for column in ['loaded_date', 'date_day', 'date_week', 'date_month', 'period_start'] if column in key -%}
            {%- do columns.update({column: column}) -%}
        {%- endfor -%}
        {%- if 'loaded_at' in key -%}
            {%- do columns.update({'load_day': 'cast(' ~ key ~ ' as date)'}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(columns or {'date_day': 'date_day'}) }}
{% endmacro %}
