{% macro change_dates_query() %}
    {#-
        A query: the changes, with the day on which each was made (subject, changed_on) and `concerns_all`, 1 where no row of it
        names an account or a segment. A change without a name or a readable time is left out.
    -#}
    select
        change as subject,
        min({{ api_call_volume.reporting_date('changed_at') }}) as changed_on,
        case when count(account_id) + count(segment) = 0 then 1 else 0 end as concerns_all
    from (
        {{ api_call_volume.engagement_input_query('changes') }}
    ) as changes
    where
        change is not null
        and changed_at is not null
    group by change
{%- endmacro %}
