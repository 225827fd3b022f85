delete from main.entity_links
where article_entity_id in (
    select article_entity_id
    from (
        select article_entity_id, entity_id, method, evidence from main.entity_links
        except
        select article_entity_id, entity_id, method, evidence from linked
    )
);

insert into main.entity_links by name
select linked.*
from linked
anti join main.entity_links using (article_entity_id);
