{% macro owners_versions(days) %}
    {#-
        A query: for each date_day of the CTE `days` on which credentials have owners, the version of who owned what
        on that day, `owners_version`. Changes to the owners of other days don't change it.
    -#}
    select
        days.date_day,
        cast(sum({{ api_call_volume.row_version([
            'days.date_day',
            'owners.credential_id',
            'owners.account_id',
            'owners.integration_id',
            'case when owners.valid_from > days.starts_at then owners.valid_from end',
            'case when owners.valid_to < days.ends_at then owners.valid_to end',
        ]) }}) as {{ dbt.type_bigint() }}) as owners_version
    from (
        select
            date_day,
            {{ api_call_volume.reporting_day_start('date_day') }} as starts_at,
            {{ api_call_volume.reporting_day_start('cast(' ~ api_call_volume.timestamp_plus('day', 1, 'date_day') ~ ' as ' ~ api_call_volume.type_date() ~ ')') }} as ends_at
        from {{ days }}
    ) as days
    inner join {{ api_call_volume.relation_as(ref('int_credential_owners'), 'owners') }}
        on owners.valid_from < days.ends_at and owners.valid_to > days.starts_at
    where owners.valid_from < owners.valid_to
    group by days.date_day
{%- endmacro %}
