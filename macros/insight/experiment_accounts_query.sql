{% macro experiment_accounts_query() %}
    {#-
        A query: who got which variant of an experiment when: subject, account_id, variant, assigned_on (the first day of the
        account with the variant), planned_share, and `variants`, how many the account got. Assignments without one of the
        first four, and those of internal accounts and of `(unattributed)`, are left out; an account without any call is not.
    -#}
    select
        assignments.subject,
        assignments.account_id,
        assignments.variant,
        assignments.assigned_on,
        assignments.planned_share,
        count(*) over (partition by assignments.subject, assignments.account_id) as variants
    from (
        select
            experiment as subject,
            account_id,
            variant,
            min({{ api_call_volume.reporting_date('assigned_at') }}) as assigned_on,
            max(planned_share) as planned_share
        from (
            {{ api_call_volume.engagement_input_query('experiment_assignments') }}
        ) as experiment_assignments
        where
            experiment is not null
            and variant is not null
            and account_id is not null
            and assigned_at is not null
        group by experiment, account_id, variant
    ) as assignments
    left join (
        {{ api_call_volume.internal_accounts_query() }}
    ) as internal_accounts
        on assignments.account_id = internal_accounts.account_id
    where
        assignments.account_id <> '(unattributed)'
        and internal_accounts.account_id is null
{%- endmacro %}
