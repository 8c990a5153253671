{% macro partition_columns() %}
    {#-
        The columns that the Spark table of a model with a `unique_key` is partitioned by: name -> SQL. The first is
        the day, week or month in the key; without one, date_day. A model without such a column, or one that is also
        read by another date, names them in `meta.spark_partitions`. Staging, whose key is an hour, gets an additional
        column with the date.
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
