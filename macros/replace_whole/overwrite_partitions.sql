{% macro overwrite_partitions(existing, new_rows, partition_by) %}
    {#-
        Replaces every key (the model's `unique_key`) of the table `new_rows` in the Spark table `existing` as a whole:
        the strategy of get_incremental_replace_whole_sql. Reads and writes only the partitions that have rows of
        these keys.
    -#}
    {%- set keys = config.get('unique_key') -%}
    {%- set keys = [keys] if keys is string else keys -%}
    {%- set rows_where = config.get('meta').rows_where -%}
    {%- set day = partition_by[0] -%}
    {%- set columns = adapter.get_columns_in_relation(existing) | map(attribute='quoted') | join(', ') -%}

    {%- set replaced -%}
        select distinct
            {%- for key in keys %}
            {{ key }} as replaced_key_{{ loop.index }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ new_rows }}
    {%- endset -%}
    {%- set on_the_key -%}
        {%- for key in keys -%}
        existing.replaced_key_{{ loop.index }} = replaced.replaced_key_{{ loop.index }}{{ ' and ' if not loop.last }}
        {%- endfor -%}
    {%- endset -%}
    {%- set existing_rows -%}
        select *
        {%- for key in keys %},
            {{ key }} as replaced_key_{{ loop.index }}
        {%- endfor %}
        from {{ existing }}
    {%- endset -%}

    {%- set days_query -%}
        {%- if day == 'load_day' or day in keys | join(' ') %}
        select distinct {{ day }} from {{ new_rows }}
        {%- else %}
        select {{ day }} from {{ new_rows }} where {{ rows_where }}
        union
        select existing.{{ day }}
        from ({{ existing_rows }}) as existing
        left semi join ({{ replaced }}) as replaced on {{ on_the_key }}
        {%- endif %}
    {%- endset -%}
    {%- set days = [] -%}
    {%- for row in run_query(days_query).rows -%}
        {%- do days.append(row[0]) -%}
    {%- endfor -%}
    {%- if not days -%}
        {{ return('') }}
    {%- endif -%}

    {%- set known_days = days | reject('none') | map('string') | sort -%}
    {%- set conditions = [] -%}
    {%- if known_days -%}
        {%- do conditions.append(day ~ " in (date '" ~ known_days | join("', date '") ~ "')") -%}
    {%- endif -%}
    {%- if known_days | length < days | length -%}
        {%- do conditions.append(day ~ ' is null') -%}
    {%- endif -%}
    {%- set in_days = '(' ~ conditions | join(' or ') ~ ')' -%}
    {%- set rows_to_write -%}
        select {{ columns }}
        from {{ new_rows }}
        where {{ rows_where }}
        union all
        select {{ columns }}
        from ({{ existing_rows }} where {{ in_days }}) as existing
        left anti join ({{ replaced }}) as replaced on {{ on_the_key }}
    {%- endset -%}

    {%- set emptied_query -%}
        select {{ partition_by | join(', ') }} from {{ existing }} where {{ in_days }}
        except
        select {{ partition_by | join(', ') }} from ({{ rows_to_write }}) as rows_to_write
    {%- endset -%}
    {%- set emptied = run_query(emptied_query).rows -%}

    {%- do run_query('set spark.sql.sources.partitionOverwriteMode = dynamic') -%}
    {%- call statement('overwrite') -%}
        insert overwrite table {{ existing }} partition ({{ partition_by | join(', ') }})
        select /*+ rebalance({{ partition_by | join(', ') }}) */ {{ columns }}
        from ({{ rows_to_write }}) as rows_to_write
    {%- endcall -%}
    {%- for partition in emptied -%}
        {%- set values = [] -%}
        {%- for column in partition_by -%}
            {%- set value = partition[loop.index0] -%}
            {%- do values.append(column ~ ' = ' ~ ('null' if value is none else "date '" ~ value ~ "'")) -%}
        {%- endfor -%}
        {%- call statement('drop_partition') -%}
            alter table {{ existing }} drop if exists partition ({{ values | join(', ') }})
        {%- endcall -%}
    {%- endfor -%}
{% endmacro %}
