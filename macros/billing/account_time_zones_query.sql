{% macro account_time_zones_query() %}
    {#-
        A query (account_id, time_zone, time_zone_from): the accounts that are billed by days of a time zone of their own, and
        the first day of reporting_timezone whose calls are dated in it.
    -#}
    select
        account_id,
        {%- if api_call_volume.billing_time_zones() %}
        max(time_zone) as time_zone,
        max(time_zone_from) as time_zone_from
    from (
        {{ api_call_volume.declared_billing_periods_query() }}
    ) as all_periods
    where
        problem is null
        and time_zone is not null
        and time_zone <> '{{ api_call_volume.reporting_timezone() }}'
    group by account_id
        {%- else %}
        time_zone,
        time_zone_from
    from (
        select
            cast(null as {{ dbt.type_string() }}) as account_id,
            cast(null as {{ dbt.type_string() }}) as time_zone,
            cast(null as {{ api_call_volume.type_date() }}) as time_zone_from
    ) as nothing
    where account_id is not null
        {%- endif %}
{%- endmacro %}
