"""The words of projects that tests grow: a usual one, and one that uses the whole grammar."""

BLOG = (
    "User email:EmailStr:unique name:str",
    "Tag name:str:unique",
    "Post title:str body:text:null views:int:default=0 at:datetime status:a/b author:User tags:Tag:many "
    "parent:self:null maker:str:readonly price:Decimal:digits=10:places=2 slug:str:immutable pin:str:private",
    "Post subtitle:str:null",
)

WHOLE = (
    "User email:EmailStr:unique name:str",
    "Tag name:str:unique",
    "Profile bio:text:null",
    "Article title:str:max=200:unique slug:str:pattern=^[a-z-]+$:immutable body:text views:int:default=0 size:bigint "
    "ratio:float:ge=0:le=1 ok:bool:default=true born:date at:datetime alarm:time lasts:timedelta "
    "price:Decimal:digits=10:places=2 token:UUID meta:dict blob:bytes:max=64 mail:EmailStr:null site:HttpUrl "
    "status:draft/published:default=draft level:low/high/mid words:str:list nums:int:list:null secret:str:private "
    "maker:str:readonly stamp:datetime:readonly serial:str:readonly:unique author:User:ondelete=cascade "
    "editor:User:null:ondelete=set-null:back=edited_articles profile:Profile:one tags:Tag:many parent:self:null "
    "first_tags:Tag:many:immutable:back=none:via=ArticleFirstTag sources:self:many price_range:Decimal:places=0:null "
    'note:str:desc=A"b --timestamps',
    "Thing date:date:null time:time datetime:datetime other:date owner:Article:null codes:UUID:null --pk=uuid "
    "--unique=time+other",
    "Box thing:Thing label:str:null --pk=uuid --index=label+thing",
    "Statement data:str router:str result:str payload:str",
    "User favorite:Article:null:back=fans",
)
