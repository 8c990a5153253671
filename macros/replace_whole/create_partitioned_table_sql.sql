{% macro create_partitioned_table_sql(relation, query, columns, partition_by) %}
    {#-
        The statement that creates a Spark table from a query, plus those of the `columns` (name -> SQL) that the query
        does not have, partitioned by `partition_by`. As few tasks as its size needs write each partition, so that
        there are few files. A table of Iceberg or Delta takes the place of an existing one, in one commit.
    -#}
    create {{ 'or replace ' if api_call_volume.has_commits(config.get('file_format')) }}table {{ relation }}
    using {{ config.get('file_format') or 'parquet' }}
    {{ options_clause() }}
    {{ tblproperties_clause() }}
    {%- if partition_by %}
    partitioned by ({{ partition_by | join(', ') }})
    {%- endif %}
    {%- if relation.identifier == this.identifier %}
    {{ clustered_cols(label='clustered by') }}
    {{ location_clause() }}
    {{ comment_clause() }}
    {%- endif %}
    as
    {%- if config.get('contract').enforced %}
    {{ get_assert_columns_equivalent(query) }}
    {%- endif %}
    select {% if partition_by %}/*+ rebalance({{ partition_by | join(', ') }}) */ {% endif %}*
    {%- for column, expression in columns.items() if column != expression %},
        {{ expression }} as {{ column }}
    {%- endfor %}
    from (
        {{ query }}
    ) as model_rows
{% endmacro %}
